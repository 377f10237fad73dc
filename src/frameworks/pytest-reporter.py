"""Writes what pytest finds to our report.

Loaded with `-p` beside the plugins of the project. It prints nothing and decides nothing, except that REPOWRIGHT_NAMES, a
JSON list, leaves only the tests of those names. Under xdist the controller writes; the workers attach what only they see.
"""

import json
import os
import re
from importlib import import_module

import pytest

REPORT = import_module("event-reporter").open_report()
NAMES = json.loads(os.environ.get("REPOWRIGHT_NAMES") or "[]")
EXACT = os.environ.get("REPOWRIGHT_EXACT") == "1"
MAX_MESSAGE = 60000
MAX_VALUE = 16000
MAX_FRAMES = 50


def pytest_configure(config):
    config.pluginmanager.register(Selection(config), "repowright-selection")
    config.pluginmanager.register(Details(), "repowright-details")
    if REPORT is not None and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Writer(config), "repowright-writer")


def name_of(config, nodeid):
    """A node's id as it can be given on the command line: relative to where pytest runs, not to its root directory."""
    path, separator, rest = nodeid.partition("::")
    return relative(config, absolute(config, path)) + separator + rest


def absolute(config, path):
    return os.path.normpath(os.path.join(str(config.rootpath), path))


def relative(config, path):
    return os.path.relpath(path, str(config.invocation_params.dir)).replace(os.sep, "/")


class Selection:
    def __init__(self, config):
        self.config = config

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config, items):
        if not NAMES:
            return
        chosen, others = [], []
        for item in items:
            (chosen if is_named(name_of(config, item.nodeid)) else others).append(item)
        items[:] = chosen
        if others:
            config.hook.pytest_deselected(items=others)


def is_named(name):
    return name in NAMES if EXACT else any(
        name == wanted or name.startswith((wanted + "::", wanted + "[")) if "::" in wanted else wanted in name
        for wanted in NAMES
    )


class Details:
    """Runs where the tests run: what an exception and a comparison were is lost in the text of the report."""

    def __init__(self):
        self.compared = None

    def pytest_runtest_setup(self):
        self.compared = None

    def pytest_assertrepr_compare(self, op, left, right):
        self.compared = (shown(right), shown(left)) if op == "==" else None

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(self, item, call):
        outcome = yield
        try:
            if call.excinfo is not None:
                outcome.get_result().repowright = self.details(call.excinfo)
        except BaseException:  # noqa: B902 - a value of the test that cannot be shown must not end the run
            pass

    def details(self, excinfo):
        found = {"type": excinfo.typename, "message": text_of(excinfo.value), "frames": frames_of(excinfo.tb)}
        if self.compared is not None and isinstance(excinfo.value, AssertionError):
            found["expected"], found["actual"] = self.compared
        return found


def shown(value):
    try:
        from _pytest._io.saferepr import saferepr

        return saferepr(value, maxsize=MAX_VALUE)[:MAX_VALUE]
    except BaseException:  # noqa: B902
        return "?"


def text_of(value):
    try:
        return str(value)[:MAX_MESSAGE]
    except BaseException:  # noqa: B902
        return "<%s that cannot be shown>" % type(value).__name__


def frames_of(traceback):
    """Innermost first, without pytest's own."""
    frames = []
    while traceback is not None:
        frame, code = traceback.tb_frame, traceback.tb_frame.f_code
        hidden = "__unittest" in frame.f_globals or "__tracebackhide__" in frame.f_locals
        if not hidden and is_own(code.co_filename):
            frames.append(
                {"path": os.path.abspath(code.co_filename), "line": traceback.tb_lineno, "function": code.co_name}
            )
        traceback = traceback.tb_next
    return frames[::-1][:MAX_FRAMES]


def is_own(path):
    parts = path.replace("\\", "/").split("/")
    return not path.startswith("<") and "site-packages" not in parts and "dist-packages" not in parts


class Writer:
    def __init__(self, config):
        self.config = config
        self.phases = {}
        self.collected = set()
        self.interrupted = False
        REPORT.write({"kind": "start"})

    def pytest_runtest_logstart(self, nodeid):
        REPORT.write({"kind": "test-start", "id": name_of(self.config, nodeid)})

    def pytest_runtest_logreport(self, report):
        if report.outcome == "rerun":
            self.phases.pop(report.nodeid, None)
            return
        self.phases.setdefault(report.nodeid, []).append(report)
        # A worker that dies is reported once, with no phase.
        if report.when not in ("setup", "call"):
            self.finish(report.nodeid, self.phases.pop(report.nodeid))

    def finish(self, nodeid, phases):
        status, failures = "passed", []
        for report in phases:
            if report.failed:
                failures.append(failure_of(self.config, report))
            elif report.skipped:
                status = "todo" if hasattr(report, "wasxfail") else "skipped"
        self.result(nodeid, "failed" if failures else status, failures, phases)

    def result(self, nodeid, status, failures, phases):
        name = name_of(self.config, nodeid)
        path, line = place_of(self.config, nodeid, phases)
        event = {"kind": "test", "id": name, "name": name, "path": path, "status": status, "failures": failures}
        if line is not None:
            event["line"] = line
        event["durationMs"] = round(sum(getattr(one, "duration", 0) for one in phases) * 1000, 3)
        REPORT.write(event)

    def pytest_collectreport(self, report):
        # Each worker of xdist collects for itself.
        if report.nodeid in self.collected or report.passed:
            return
        self.collected.add(report.nodeid)
        if report.failed:
            REPORT.write(dict(collection_error(report), kind="suite-error", path=absolute(self.config, file_of(report))))
        else:
            self.result(report.nodeid, "skipped", [], [])

    def pytest_internalerror(self, excrepr):
        REPORT.write({"kind": "suite-error", "message": "pytest broke down: " + text_of(excrepr)[-4000:]})

    def pytest_keyboard_interrupt(self, excinfo):
        self.interrupted = True
        reason = text_of(excinfo.value) or excinfo.typename
        REPORT.write({"kind": "suite-error", "message": "The run was broken off: " + reason, "frames": frames_of(excinfo.tb)})

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session, exitstatus):
        if not self.interrupted:
            REPORT.write({"kind": "end"})


def file_of(report):
    return report.nodeid.partition("::")[0]


def place_of(config, nodeid, phases):
    path = absolute(config, nodeid.partition("::")[0])
    for report in phases:
        location = getattr(report, "location", None)
        if location is not None and location[1] is not None and absolute(config, location[0]) == path:
            return path, location[1] + 1
    return path, None


def failure_of(config, report):
    details = dict(getattr(report, "repowright", None) or {})
    crash = getattr(report.longrepr, "reprcrash", None)
    if not details or report.longrepr is None or isinstance(report.longrepr, str):
        return {"message": text_of(report.longrepr)}
    if crash is not None and "frames" in details and not details["frames"]:
        details["frames"] = [{"path": absolute(config, crash.path), "line": crash.lineno}]
    prefix = "" if report.when == "call" else "In %s: " % report.when
    return split_diff(dict(details, message=prefix + (details["message"] or details["type"])))


def split_diff(details):
    """What pytest explains below a comparison goes to `diff`, so that the message is what failures have in common."""
    lines = details["message"].split("\n")
    for number, line in enumerate(lines):
        if "expected" in details and line.startswith("assert "):
            rest = "\n".join(one[2:] if one.startswith("  ") else one for one in lines[number + 1 :]).strip("\n")
            details["message"] = "\n".join(lines[: number + 1])
            if rest:
                details["diff"] = rest
            break
    return details


def collection_error(report):
    """A traceback as pytest shows it: `path:line: in x`, the code, and what was raised in lines that begin with E."""
    text = text_of(report.longrepr)
    raised = [line[1:].strip() for line in text.split("\n") if line.startswith("E ")]
    places = re.findall(r'^(?:E +File "(.+?)", line (\d+)|(\S.*?):(\d+): in )', text, re.MULTILINE)
    frames = [{"path": quoted or path, "line": int(at or line)} for quoted, at, path, line in places]
    own = [frame for frame in frames[::-1] if is_own(frame["path"])][:MAX_FRAMES]
    here = [frame["line"] for frame in own if frame["path"].endswith(file_of(report))]
    found = {"message": "\n".join(raised) or text[-4000:], "frames": own}
    return dict(found, line=here[0]) if here else found
