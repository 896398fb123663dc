#!/usr/bin/env python3
"""check_format.py ROOT [--fix]: every .cpp and .h as clang-format of the pinned version writes it."""
import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from check_layers import files_of  # noqa: E402

root = Path(sys.argv[1]).resolve()
tool = root / ".deps/tools/clang_format/data/bin/clang-format"
if not tool.exists():
    print("clang-format is not there: packaging/test fetches it")
    sys.exit(77)
files = [name for name in files_of(root) if name.endswith((".cpp", ".h"))]
mode = ["-i"] if "--fix" in sys.argv else ["--dry-run", "-Werror", "-ferror-limit=1"]
parts = [files[i::os.cpu_count() or 1] for i in range(os.cpu_count() or 1)]
running = [subprocess.Popen([tool, *mode, *part], cwd=root, stderr=subprocess.PIPE, text=True) for part in parts if part]
wrong = sorted({line.split(":")[0] for process in running for line in process.communicate()[1].splitlines() if "error:" in line})
if wrong or any(process.returncode for process in running):
    sys.exit(f"{len(wrong)} not formatted: {' '.join(wrong[:10])} ...\ntests/check_format.py . --fix formats them")
print(f"{len(files)} files formatted")
