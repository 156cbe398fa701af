#!/usr/bin/env python3
"""Rehearses action.yml step by step, as a runner does them for a pull request from a fork: what is checked
out belongs to somebody else, and no token is there.

    rehearse.py PROGRAM            with a program that is there already
    rehearse.py --release FOLDER   with the archive and the checksums of a release, fetched from this machine

Of GitHub's expressions it knows those that the action uses, and ends with an error at any other. What it
cannot tell: whether `gh attestation verify` passes, and how GitHub shows annotations and summaries.
"""

import argparse
import contextlib
import functools
import http.server
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading

import yaml

PACKAGE = pathlib.Path(__file__).resolve().parents[2]
LECTURE = PACKAGE / "Sources/Notebooks/Examples/lecture"
REPOSITORY = "owner/wnreport"


class Job:
    """One job with one step that uses the action."""

    def __init__(self, scratch, inputs, server, environment):
        self.workspace = scratch / "workspace"
        self.temporary = scratch / "temp"
        self.temporary.mkdir()
        self.files = {name: scratch / name for name in ("summary", "output")}
        self.summary = ""
        self.action = yaml.safe_load((PACKAGE / "action.yml").read_text(encoding="utf-8"))
        unknown = set(inputs) - set(self.action["inputs"])
        assert not unknown, f"action.yml has no input {unknown}"
        self.inputs = {name: inputs.get(name, given["default"])
                       for name, given in self.action["inputs"].items()}
        self.server = server
        self.environment = environment
        self.outputs = {}
        self.failed = False
        self.log = ""
        self.artifact = None

    def value(self, expression):
        """What an expression gives without its braces."""
        known = {
            "github.action_repository || github.repository": REPOSITORY,
            "github.token": "",
        }
        if expression in known:
            return known[expression]
        if " || " in expression:
            left, right = expression.split(" || ")
            return self.value(left) or self.value(right)
        if match := re.fullmatch(r"env\.([A-Z_]+)", expression):
            return self.environment.get(match[1], "")
        if match := re.fullmatch(r"inputs\.([a-z-]+)", expression):
            return self.inputs[match[1]]
        if match := re.fullmatch(r"steps\.([a-z]+)\.outputs\.([a-z]+)", expression):
            return self.outputs.get(match[1], {}).get(match[2], "")
        raise ValueError(f"an expression that this rehearsal does not know: {expression}")

    def filled(self, text):
        return re.sub(r"\$\{\{ (.*?) \}\}", lambda match: self.value(match[1]), text)

    def applies(self, step):
        condition = step.get("if", "success()")
        for part in condition.split(" && "):
            if part in ("success()", "failure()"):
                holds = self.failed == (part == "failure()")
            else:
                left, operator, right = re.fullmatch(r"(\S+) (==|!=) '(.*)'", part).groups()
                holds = (self.value(left) == right) == (operator == "==")
            if not holds:
                return False
        # A step whose condition does not ask runs only while nothing has failed.
        return not self.failed or "failure()" in condition

    def run(self):
        for step in self.action["runs"]["steps"]:
            if not self.applies(step):
                continue
            if "uses" in step:
                self.keep(step)
            elif self.shell(step) != 0:
                self.failed = True
        if self.files["summary"].exists():
            self.summary = self.files["summary"].read_text(encoding="utf-8")
        return self

    def shell(self, step):
        assert step["shell"] == "bash"
        self.files["output"].write_text("", encoding="utf-8")
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.temporary), "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(PACKAGE), "GITHUB_SERVER_URL": self.server,
            "GITHUB_OUTPUT": str(self.files["output"]), "RUNNER_TEMP": str(self.temporary),
            "GITHUB_STEP_SUMMARY": str(self.files["summary"]),
        } | self.environment | {name: self.filled(value) for name, value in step.get("env", {}).items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", self.filled(step["run"])],
            cwd=self.workspace, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True)
        self.log += done.stdout
        lines = self.files["output"].read_text(encoding="utf-8").splitlines()
        self.outputs[step.get("id")] = dict(line.split("=", 1) for line in lines)
        return done.returncode

    def keep(self, step):
        assert step["uses"].startswith("actions/upload-artifact@"), step["uses"]
        folder = pathlib.Path(self.filled(step["with"]["path"]))
        self.artifact = {str(path.relative_to(folder)): path.read_bytes()
                         for path in folder.rglob("*") if path.is_file()}

    @property
    def annotations(self):
        return [line for line in self.log.splitlines() if line.startswith("::error")]


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


@contextlib.contextmanager
def serving(folder):
    """The address under which the files of a folder can be fetched."""
    handler = functools.partial(QuietHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes()
            for path in folder.rglob("*") if path.is_file()}


class Rehearsal:
    def __init__(self, inputs, release):
        self.inputs = inputs
        self.release = release

    def job(self, change=None, spoil=None, environment=None, **inputs):
        """The job on the lecture, which `change` may change before; `spoil` changes what is released."""
        with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
            scratch = pathlib.Path(name)
            lecture = scratch / "workspace/lecture"
            shutil.copytree(LECTURE, lecture)
            if change:
                change(lecture)
            server = ""
            if self.release:
                version = re.search(r"wnreport-(.*?)-", next(self.release.glob("*.tar.gz")).name)[1]
                place = scratch / "server" / REPOSITORY / "releases/download" / version
                shutil.copytree(self.release, place)
                if spoil:
                    spoil(place)
                server = stack.enter_context(serving(scratch / "server"))
            before = contents(scratch / "workspace")
            job = Job(scratch, {"notebook": "lecture"} | self.inputs | inputs, server, environment or {}).run()
            assert contents(scratch / "workspace") == before, "the action changes what is checked out"
            return job

    def all(self):
        good = self.job()
        self.expect(good, not good.failed and not good.annotations and good.artifact is None)
        self.expect(good, re.search(r"^\| g-finds-the-length \| .* \| supported \|$", good.summary, re.MULTILINE))
        print("a current report passes; its verdicts are in the summary")

        def alter(lecture):
            page = lecture / "report/01-length.md"
            page.write_text(page.read_text(encoding="utf-8").replace("5.00", "5.01"), encoding="utf-8")
            picture = lecture / "report/figures/length.png"
            shutil.copy(PACKAGE / "reports/figures/polar.png", picture)

        stale = self.job(alter)
        self.expect(stale, stale.failed)
        line = next(number for number, text in enumerate(
            (LECTURE / "report/01-length.md").read_text(encoding="utf-8").splitlines(), 1) if "5.00" in text)
        self.expect(stale, any(
            text.startswith(f"::error file=lecture/report/01-length.md,line={line}") for text in stale.annotations))
        self.expect(stale, any("length.png" in text for text in stale.annotations))
        kept = stale.artifact or {}
        self.expect(stale, any(name.startswith("differences/") and name.endswith(".png") for name in kept))
        fresh = {name.removeprefix("report/"): text for name, text in kept.items() if name.startswith("report/")}
        self.expect(stale, fresh == contents(LECTURE / "report"))
        self.expect(stale, "01-length.md" in stale.summary)
        print("a stale report fails at its line; the artifact has the pictures and the report as it should be")

        def misspell(lecture):
            page = lecture / "01-length.md"
            text = page.read_text(encoding="utf-8")
            page.write_text(text.replace("{{ magnitude.ols.norm", "{{ magnitude.ols.nrom", 1), encoding="utf-8")

        wrong = self.job(misspell)
        place = re.compile(r"::error file=lecture/01-length\.md,line=\d+,col=\d+::unknown name")
        self.expect(wrong, wrong.failed and any(place.match(text) for text in wrong.annotations))
        self.expect(wrong, wrong.artifact is None)
        print("a mistake in a page fails at its line and column")

        missing = self.job(notebook="nothing")
        self.expect(missing, missing.failed and missing.annotations and missing.artifact is None)
        for inputs in ({"records": "maybe"}, {"notebook": "--help"}):
            wrong = self.job(**inputs)
            self.expect(wrong, wrong.failed)
        recorded = self.job(records="true")
        self.expect(recorded, not recorded.failed)
        drifted = self.job(alter, records="true")
        self.expect(drifted, drifted.failed and not any(name.startswith("report/") for name in drifted.artifact))

        def ask_for_data(lecture):
            settings = lecture / "notebook.yaml"
            settings.write_text(settings.read_text(encoding="utf-8") + "experiments: [start]\n", encoding="utf-8")

        without = self.job(ask_for_data, environment={"WNREPORT_DATA_DIR": "/nowhere"})
        self.expect(without, without.failed and "/nowhere" in without.log)
        if self.release:
            damaged = self.job(spoil=lambda place: next(place.glob("*.tar.gz")).write_bytes(b"damaged"))
            self.expect(damaged, damaged.failed and "is damaged" in damaged.log)
            absent = self.job(spoil=lambda place: next(place.glob("*.tar.gz")).unlink())
            self.expect(absent, absent.failed and "pin this action to the commit of a release" in absent.log)
        else:
            absent = self.job(program="nowhere")
            self.expect(absent, absent.failed and "nowhere is not there" in absent.log)
        print("what cannot be done says why")

    @staticmethod
    def expect(job, holds):
        if not holds:
            caller = sys._getframe(1).f_lineno
            sys.exit(f"{job.log}\n{job.summary}\nline {caller} of the rehearsal expects something else")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", nargs="?")
    parser.add_argument("--release", type=pathlib.Path)
    arguments = parser.parse_args()
    if (arguments.program is None) == (arguments.release is None):
        parser.error("name a program, or the folder of a release")
    inputs = {} if arguments.program is None else {"program": str(pathlib.Path(arguments.program).resolve())}
    Rehearsal(inputs, arguments.release).all()


if __name__ == "__main__":
    main()
