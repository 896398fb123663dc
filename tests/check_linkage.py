#!/usr/bin/env python3
"""check_linkage.py CAFTAN: the window must not load torch, Arrow or CUDA, not even through another library."""
import re
import subprocess
import sys

libraries = subprocess.run(["ldd", sys.argv[1]], capture_output=True, text=True, check=True).stdout
if "libQt6Core" not in libraries:
    sys.exit(f"ldd shows no Qt for {sys.argv[1]}: is this the window?")
if found := re.findall(r"^\s*(lib(?:torch|c10|arrow|parquet|cuda|cublas)\S*)", libraries, re.M):
    sys.exit(f"{sys.argv[1]} loads {', '.join(found)}")
if missing := re.findall(r"^\s*(\S+) => not found", libraries, re.M):
    sys.exit(f"{sys.argv[1]} does not find {', '.join(missing)}")
print("no torch, no Arrow")
