"""Front-end libraries from npm into static/vendor/, with a manifest of versions, licences and SHA-256.

`python -m tools.vendor` fetches; `--check` compares what is there with the manifest, offline.
"""

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"
MANIFEST = VENDOR / "manifest.json"
#: Maps are not shipped, and a link to a missing file fails the manifest of static files.
SOURCE_MAP = re.compile(rb"\n?//# sourceMappingURL=\S+\s*$")
#: package -> (version, files inside the package, where they go)
WANTED: dict[str, tuple[str, list[str], Path]] = {
    "leaflet": (
        "1.9.4",
        ["dist/leaflet.js", "dist/leaflet.css", "dist/images/marker-icon.png", "dist/images/marker-icon-2x.png",
         "dist/images/marker-shadow.png", "dist/images/layers.png", "dist/images/layers-2x.png"],
        VENDOR,
    ),
    "idb": ("8.0.4", ["build/umd.js"], VENDOR),
    "jsqr": ("1.4.0", ["dist/jsQR.js"], VENDOR),
    "fake-indexeddb": ("6.2.8", ["build/esm/"], ROOT / "tests" / "vendor"),
    "axe-core": ("4.14.1", ["axe.min.js"], ROOT / "tests" / "vendor"),
}  # fmt: skip


def fetch() -> None:
    rows = []
    for package, (version, files, target) in WANTED.items():
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["npm", "pack", "--silent", f"{package}@{version}"], cwd=folder, check=True)
            archive = next(Path(folder).glob("*.tgz"))
            with tarfile.open(archive) as packed:
                packed.extractall(folder)  # noqa: S202  # a package pinned by version, checked by hash below
            inside = Path(folder) / "package"
            described = json.loads((inside / "package.json").read_text())
            for name in _each(inside, files):
                place = target / package / Path(name).relative_to(Path(name).parts[0] if "/" in name else ".")
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(SOURCE_MAP.sub(b"", (inside / name).read_bytes()))
                rows.append(
                    {
                        "package": package,
                        "version": described["version"],
                        "licence": described.get("license", ""),
                        "file": str(place.relative_to(ROOT)),
                        "sha256": hashlib.sha256(place.read_bytes()).hexdigest(),
                    }
                )
    MANIFEST.write_text(json.dumps(rows, indent=1) + "\n")


def _each(inside: Path, names: list[str]) -> list[str]:
    """A name that ends in a stroke stands for every file below it."""
    found: list[str] = []
    for name in names:
        below = sorted((inside / name).rglob("*.js")) if name.endswith("/") else [inside / name]
        found += [str(path.relative_to(inside)) for path in below]
    return found


def differing() -> list[str]:
    rows = json.loads(MANIFEST.read_text())
    return [
        row["file"]
        for row in rows
        if not (ROOT / row["file"]).exists()
        or hashlib.sha256((ROOT / row["file"]).read_bytes()).hexdigest() != row["sha256"]
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    if not parser.parse_args().check:
        fetch()
    wrong = differing()
    print("\n".join(wrong) or "every vendored file is what the manifest says")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
