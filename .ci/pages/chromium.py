"""Chromium without a window."""

import os
import shutil
import subprocess
import tempfile

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
         "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"]


def run(*arguments):
    """What Chromium prints; ends the program where there is no Chromium or it fails."""
    named = os.environ.get("CHROMIUM")
    program = next(filter(None, map(shutil.which, [named] if named else NAMES)), None)
    if program is None:
        raise SystemExit("no Chromium here: install chromium, or name the program in CHROMIUM")
    with tempfile.TemporaryDirectory(prefix="wnreport-chromium-") as profile:
        result = subprocess.run(
            [program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
             "--allow-file-access-from-files", "--hide-scrollbars", "--disable-background-networking",
             f"--user-data-dir={profile}", *arguments],
            capture_output=True, text=True, timeout=300)
    if result.returncode != 0:
        raise SystemExit(f"{program} ended with status {result.returncode}: {result.stderr.strip()[-2000:]}")
    return result.stdout
