"""Checks a published folder against its own manifest with nothing of Platen's: sizes, SHA-256 and
CRC-32 of all that is there, the zips' members, the pictures' sizes, the lists and the report.

    check_result.py OUTBOX/NAME

Prints one JSON object that says what the result holds, with job, times and revision left out, so that
two results of one campaign can be compared; each fault is a line on standard error, exit status 1."""

import csv
import hashlib
import json
import os
import re
import struct
import sys
import zipfile


def sha256(path):
    return hashlib.sha256(open(path, "rb").read()).hexdigest()


def pixels(name, data):
    """Width and height of a picture; nothing for other files."""
    if name.endswith(".png"):
        assert data[:8] == b"\x89PNG\r\n\x1a\n"
        return list(struct.unpack(">II", data[16:24]))
    if name.endswith(".jpg"):
        at = 2
        while data[at + 1] not in (0xC0, 0xC1, 0xC2):
            at += 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
        height, width = struct.unpack(">HH", data[at + 5 : at + 9])
        return [width, height]
    if name.endswith(".pdf"):
        assert data[:5] == b"%PDF-" and b"%%EOF" in data[-64:]
    return None


class Checker:
    def __init__(self, folder):
        self.folder = folder
        self.faults = []
        self.manifest = json.load(open(folder + "/manifest.json"))

    def expect(self, truth, message):
        if not truth:
            self.faults.append(message)

    def bundles(self):
        listed = self.folder + "/bundles.jsonl"
        if os.path.exists(listed):
            return [json.loads(line) for line in open(listed)]
        return self.manifest["bundles"]

    def check_bundle(self, bundle):
        path = self.folder + "/" + bundle["file"]
        self.expect(os.path.getsize(path) == bundle["size"], bundle["file"] + ": size")
        self.expect(sha256(path) == bundle["sha256"], bundle["file"] + ": SHA-256")
        with zipfile.ZipFile(path) as archive:
            names = [info.filename for info in archive.infolist()]
            self.expect(names == [a["name"] for a in bundle["assets"]], bundle["file"] + ": members")
            for info, asset in zip(archive.infolist(), bundle["assets"]):
                data = archive.read(info)
                name = bundle["file"] + "/" + info.filename
                self.expect(len(data) == asset["size"], name + ": size")
                self.expect("%08x" % info.CRC == asset["crc32"], name + ": CRC-32")
                self.expect(info.date_time == (1980, 1, 1, 0, 0, 0), name + ": time stamp")
                self.expect(info.compress_type == zipfile.ZIP_STORED, name + ": not stored")
                size = pixels(info.filename, data)
                if size:
                    self.expect(size == [asset["width"], asset["height"]], name + ": pixels")

    def check(self):
        manifest = self.manifest
        bundles = self.bundles()
        listed = {"manifest.json"}
        for entry in manifest["files"]:
            listed.add(entry["name"])
            self.expect(sha256(self.folder + "/" + entry["name"]) == entry["sha256"], entry["name"])
        for bundle in bundles:
            listed.add(bundle["file"])
            self.check_bundle(bundle)
        present = {
            os.path.relpath(os.path.join(top, name), self.folder)
            for top, _, names in os.walk(self.folder)
            for name in names
        }
        self.expect(present == listed, "not as listed: %s" % sorted(present ^ listed))
        for name in ("errors.csv", "recipients.csv", "report.html"):
            self.expect(name in listed, name + " is not listed")

        counts = manifest["recipients"]
        rendered = counts["rendered"] + counts["reused"]
        left_out = counts["skipped"] + counts["failed"]
        self.expect(len(bundles) == rendered, "recipients.rendered")
        self.expect(counts["total"] == rendered + left_out, "recipients.total")
        errors = list(csv.DictReader(open(self.folder + "/errors.csv", newline="", encoding="utf-8-sig")))
        self.expect(len(errors) == left_out, "errors.csv has %d rows" % len(errors))
        people = list(csv.DictReader(open(self.folder + "/recipients.csv", newline="", encoding="utf-8-sig")))
        self.expect(len(people) == counts["total"], "recipients.csv has %d rows" % len(people))
        report = open(self.folder + "/report.html").read()
        for bundle in bundles[:200]:
            self.expect(bundle["key"] in report, "report.html does not show " + bundle["key"])
        references = re.findall(r"""(?:src|href)\s*=\s*["']?([^"'\s>]+)""", report)
        for reference in references:
            local = reference.startswith(("data:", "#")) or reference in listed
            self.expect(local, "report.html refers to " + reference)
        marker = self.folder + ".done"
        if os.path.exists(marker):
            text = open(marker).read().strip()
            self.expect(text == sha256(self.folder + "/manifest.json"), ".done: " + text)
        else:
            self.expect(False, "there is no .done")
        return {
            "campaign": manifest["campaign"],
            "recipients": counts,
            "bundles": [[b["key"], b["file"], b["sha256"]] for b in bundles],
            "errors": errors,
            "people": people,
            "findings": manifest["findings"],
        }


checker = Checker(sys.argv[1].rstrip("/"))
summary = checker.check()
print(json.dumps(summary, indent=1, sort_keys=True))
for fault in checker.faults:
    print(fault, file=sys.stderr)
sys.exit(1 if checker.faults else 0)
