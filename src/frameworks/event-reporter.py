"""What our reporters for Python share: the way into the report. Plain Python, without packages."""

import hashlib
import json
import os


class Report:
    """Appends events, one JSON object a line. Each line begins with a seal over the key, the seal before it and its own
    text: whoever reads the file can neither add a line nor leave one out."""

    def __init__(self, path, key):
        self.key = key
        self.last = ""
        self.file = open(path, "a", encoding="ascii")
        self.counts = dict.fromkeys(("passed", "failed", "skipped", "todo"), 0)
        self.process = os.getpid()

    def write(self, event):
        # A test that forks has two of us.
        if os.getpid() != self.process:
            return
        if event["kind"] == "test":
            self.counts[event["status"]] += 1
        text = json.dumps(dict(event, counts=self.counts) if event["kind"] == "end" else event)
        self.last = hashlib.sha256((self.key + self.last + text).encode()).hexdigest()[:32]
        self.file.write(self.last + " " + text + "\n")
        self.file.flush()


def open_report():
    """For whoever asks first: the name of the file is taken out of the environment and its key from the disk, so that a
    test, loaded later, finds neither. None for later ones."""
    path = os.environ.pop("REPOWRIGHT_REPORT", None)
    try:
        with open(str(path) + ".key", encoding="ascii") as file:
            key = file.read()
        os.remove(path + ".key")
        return Report(path, key)
    except OSError:
        return None
