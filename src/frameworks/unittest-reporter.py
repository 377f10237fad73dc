"""Runs unittest as its command line would, and writes what happens to our report.

Arguments are those of `python -m unittest`. REPOWRIGHT_FILES and REPOWRIGHT_NAMES, JSON lists, leave only tests of these files
or names. It prints what unittest prints, and nothing else.
"""

import importlib
import inspect
import json
import os
import sys
import time
import traceback
import unittest

REPORT = importlib.import_module("event-reporter").open_report()
FILES = json.loads(os.environ.get("REPOWRIGHT_FILES") or "[]")
NAMES = json.loads(os.environ.get("REPOWRIGHT_NAMES") or "[]")
EXACT = os.environ.get("REPOWRIGHT_EXACT") == "1"
MAX_MESSAGE = 60000
MAX_FRAMES = 50

# As for `python -m unittest`: the folder it runs in is where imports begin, not the folder of this file.
sys.path[0] = os.getcwd()


def main():
    writer = Writer()
    writer.write({"kind": "start"})

    class Runner(unittest.TextTestRunner):
        def _makeResult(self):
            return Result(writer, self.stream, self.descriptions, self.verbosity)

        def run(self, test):
            result = super().run(narrowed(writer, test))
            writer.write({"kind": "end"})
            return result

    argv = ["python -m unittest"] + sys.argv[1:]
    if FILES:
        run_files(writer, Runner)
    else:
        unittest.main(module=None, argv=argv, testRunner=Runner)


def run_files(writer, runner):
    suite = unittest.TestSuite()
    broken = 0
    for path in FILES:
        try:
            suite.addTest(unittest.defaultTestLoader.loadTestsFromModule(load(path)))
        except unittest.SkipTest as skipped:
            writer.result({"name": path, "path": os.path.abspath(path)}, "skipped", [])
        except BaseException as error:
            broken += 1
            writer.suite_error(os.path.abspath(path), sys.exc_info())
    result = runner().run(suite)
    sys.exit(1 if broken or not result.wasSuccessful() else 0)


def load(path):
    """The module of a file, by the name that discovery would give it: from the first folder that is no package."""
    top, parts = os.path.dirname(os.path.abspath(path)), [os.path.splitext(os.path.basename(path))[0]]
    while os.path.exists(os.path.join(top, "__init__.py")):
        top, package = os.path.split(top)
        parts.insert(0, package)
    if top not in sys.path:
        sys.path.insert(0, top)
    return importlib.import_module(".".join(parts))


def tests_of(suite):
    try:
        parts = list(suite)
    except TypeError:
        return [suite]
    return [test for part in parts for test in tests_of(part)]


def narrowed(writer, suite):
    """Without the files that could not be loaded, which are no tests; only the tests that were named."""
    return unittest.TestSuite(keep(suite, lambda test: is_named(test.id()) or concerns(test))) if NAMES else suite


def concerns(test):
    """Whether what could not be loaded may hold tests that were named."""
    return is_broken(test) and (not EXACT or any(name.startswith(module_of(test) + ".") for name in NAMES))


def module_of(test):
    return getattr(test, "_testMethodName", None) or ""


def keep(suite, chosen):
    return [test for test in tests_of(suite) if chosen(test)]


def is_named(name):
    return name in NAMES if EXACT else any(name == one or name.startswith(one + ".") if "." in one else one in name for one in NAMES)


def is_broken(test):
    return type(test).__name__ in ("_FailedTest", "_ErrorHolder", "ModuleImportFailure", "LoadTestsFailure")


class Writer:
    def write(self, event):
        if REPORT is not None:
            REPORT.write(event)

    def result(self, event, status, failures):
        self.write(dict(event, kind="test", status=status, failures=failures))

    def suite_error(self, path, error, message=None):
        frames = frames_of(error[1])
        path = path or (frames[0]["path"] if frames else None)
        event = {"kind": "suite-error", "message": message or "%s: %s" % (error[0].__name__, described(error[1])), "frames": frames}
        if path is not None:
            event["path"] = path
        if frames:
            event["line"] = frames[0]["line"]
        self.write(event)


class Result(unittest.TextTestResult):
    def __init__(self, writer, *args):
        super().__init__(*args)
        self.writer = writer
        self.status = None
        self.found = []
        self.begun = None

    def startTest(self, test):
        super().startTest(test)
        self.status, self.found, self.begun = "passed", [], time.perf_counter()
        if not is_broken(test):
            self.writer.write({"kind": "test-start", "id": test.id()})

    def stopTest(self, test):
        super().stopTest(test)
        if not is_broken(test):
            self.finish(test)
        self.begun = None

    def finish(self, test):
        event = dict(place_of(test), id=test.id(), name=test.id())
        event["durationMs"] = round((time.perf_counter() - self.begun) * 1000, 3)
        self.writer.result(event, "failed" if self.found else self.status, self.found)

    def addError(self, test, err):
        super().addError(test, err)
        self.fail(test, err)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.fail(test, err)

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.found.append(dict(failure_of(err), message="%s %s" % (subtest._subDescription(), described(err[1]))))

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        if self.begun is None or is_broken(test):
            self.writer.result({"name": test.id()}, "skipped", [])
        else:
            self.status = "skipped"

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self.status = "todo"

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self.found.append({"message": "It was expected to fail and passed."})

    def fail(self, test, err):
        if is_broken(test):
            # A file that cannot be imported comes as a test that raises its traceback as text.
            text = "%s: %s" % (err[0].__name__, described(err[1]))
            self.writer.suite_error(path_of_module(test), err, message=last_lines(text, test.id()))
        else:
            self.found.append(failure_of(err))


def last_lines(text, name):
    """`Failed to import test module: x`, a traceback, and below it what was raised."""
    lines = [line for line in text.strip().split("\n") if line.strip()]
    if "Traceback (most recent call last):" in lines:
        raised = [line for line in lines[lines.index("Traceback (most recent call last):") + 1 :] if not line.startswith(" ")]
        return "\n".join(raised)[:MAX_MESSAGE]
    return ("In %s: %s" % (name, text))[:MAX_MESSAGE]


def path_of_module(test):
    file = module_of(test).replace(".", os.sep) + ".py"
    paths = [os.path.abspath(os.path.join(folder, file)) for folder in sys.path]
    return next((path for path in paths if os.path.exists(path)), None)


def place_of(test):
    try:
        method = inspect.unwrap(getattr(type(test), test._testMethodName))
        return {"path": os.path.abspath(method.__code__.co_filename), "line": method.__code__.co_firstlineno}
    except Exception:
        return {}


def failure_of(err):
    return {"type": err[0].__name__, "message": described(err[1]), "frames": frames_of(err[1])}


def described(error):
    try:
        return (str(error) or type(error).__name__)[:MAX_MESSAGE]
    except BaseException:
        return "<%s that cannot be shown>" % type(error).__name__


def frames_of(error):
    """Innermost first, without unittest's own."""
    frames = []
    at = getattr(error, "__traceback__", None)
    while at is not None:
        code = at.tb_frame.f_code
        if "__unittest" not in at.tb_frame.f_globals and is_own(code.co_filename):
            frames.append({"path": os.path.abspath(code.co_filename), "line": at.tb_lineno, "function": code.co_name})
        at = at.tb_next
    return frames[::-1][:MAX_FRAMES]


def is_own(path):
    parts = path.replace("\\", "/").split("/")
    own = not path.startswith("<") and "site-packages" not in parts and "dist-packages" not in parts
    return own and os.path.abspath(path) != os.path.abspath(__file__) and not path.startswith(os.path.dirname(os.__file__))


if __name__ == "__main__":
    main()
