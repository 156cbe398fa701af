"""Chromium without a window."""

import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
         "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"]


def command(profile):
    """How Chromium is started; ends the program where there is none."""
    named = os.environ.get("CHROMIUM")
    program = next(filter(None, map(shutil.which, [named] if named else NAMES)), None)
    if program is None:
        raise SystemExit("no Chromium here: install chromium, or name the program in CHROMIUM")
    return [program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--allow-file-access-from-files", "--hide-scrollbars", "--disable-background-networking",
            f"--user-data-dir={profile}"]


def run(*arguments):
    """What Chromium prints; ends the program where there is no Chromium or it fails."""
    with tempfile.TemporaryDirectory(prefix="wnreport-chromium-") as profile:
        started = command(profile)
        result = subprocess.run([*started, *arguments], capture_output=True, text=True, timeout=300)
    if result.returncode != 0:
        raise SystemExit(f"{started[0]} ended with status {result.returncode}: {result.stderr.strip()[-2000:]}")
    return result.stdout


class Browser:
    """One tab that is told what to do, and typed into, over Chromium's own pipe."""

    def __enter__(self):
        self.profile = tempfile.TemporaryDirectory(prefix="wnreport-chromium-", ignore_cleanup_errors=True)
        # Chromium reads from 3 and writes to 4, which the ends of the pipes may not be themselves.
        pipes = [*os.pipe(), *os.pipe()]
        theirs_in, ours_out, ours_in, theirs_out = (fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in pipes)
        self.process = subprocess.Popen(
            [*command(self.profile.name), "--remote-debugging-pipe"], pass_fds=(3, 4),
            preexec_fn=lambda: (os.dup2(theirs_in, 3), os.dup2(theirs_out, 4)),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for end in [*pipes, theirs_in, theirs_out]:
            os.close(end)
        self.input, self.output = os.fdopen(ours_in, "rb"), os.fdopen(ours_out, "wb")
        self.number, self.session, self.rest, self.events = 0, None, b"", []
        tab = self.tell("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.tell("Target.attachToTarget", targetId=tab, flatten=True)["sessionId"]
        self.tell("Page.enable")
        self.tell("Page.setLifecycleEventsEnabled", enabled=True)
        return self

    def __exit__(self, *_):
        self.output.close()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.input.close()
        self.profile.cleanup()

    def tell(self, method, **parameters):
        self.number += 1
        number = self.number
        message = {"id": number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        self.output.write(json.dumps(message).encode() + b"\0")
        self.output.flush()
        while True:
            answer = self.message()
            if answer.get("id") != number:
                self.events.append(answer)
            elif "error" in answer:
                raise SystemExit(f"Chromium: {method}: {answer['error']['message']}")
            else:
                return answer["result"]

    def message(self):
        while b"\0" not in self.rest:
            ready, _, _ = select.select([self.input], [], [], 60)
            part = os.read(self.input.fileno(), 1 << 20) if ready else b""
            if not part:
                raise SystemExit("Chromium ended before it was told to, or said nothing for a minute")
            self.rest += part
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def size(self, width, height=900):
        self.tell("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def scheme(self, name):
        self.tell("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": name},
                                                          {"name": "prefers-reduced-motion", "value": "reduce"}])

    def open(self, address):
        self.events.clear()
        # A place on the page that is shown already is not loaded again.
        loader = self.tell("Page.navigate", url=address).get("loaderId")
        if loader:
            self.wait(lambda event: is_load(event) and event["params"]["loaderId"] == loader)

    def follow(self):
        """Until what was pressed since the list of events was cleared has led somewhere."""
        self.wait(lambda event: is_load(event) or event["method"] == "Page.navigatedWithinDocument")

    def wait(self, is_meant):
        while not any(map(is_meant, self.events)):
            self.events.append(self.message())

    def ask(self, expression):
        """The value of an expression of JavaScript, waited for if it is a promise."""
        answer = self.tell("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise SystemExit(f"Chromium: {answer['exceptionDetails'].get('exception', {}).get('description', expression)}")
        return answer["result"].get("value")

    def press(self, key, modifiers=0):
        code = {"Tab": 9, "Enter": 13, "Escape": 27, "ArrowDown": 40, "ArrowUp": 38, "/": 191}[key]
        typed = {"Enter": "\r", "/": "/"}.get(key, "")
        shared = {"key": key, "code": key, "windowsVirtualKeyCode": code, "modifiers": modifiers}
        self.tell("Input.dispatchKeyEvent", type="keyDown" if typed else "rawKeyDown", text=typed, **shared)
        self.tell("Input.dispatchKeyEvent", type="keyUp", **shared)

    def write(self, text):
        self.tell("Input.insertText", text=text)


def is_load(event):
    return event["method"] == "Page.lifecycleEvent" and event["params"]["name"] == "load"
