#!/usr/bin/env python3
"""Plants one violation of each kind in a scratch tree: check_layers.py must name it, and nothing in a clean tree."""
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from check_layers import violations  # noqa: E402

CLEAN = {
    "core/engine/model/a.cpp": "#include <torch/torch.h>\n",
    "core/parquet/a.cpp": "#include <arrow/api.h>\n#include <parquet/arrow/reader.h>\n",
    "core/store/a.cpp": '#include <SQLiteCpp/SQLiteCpp.h>\nauto q = "SELECT id FROM job";\n',
    "core/base/a.cpp": '#include <queue>\n#include "core/base/text.h"\nauto s = "Select a file from the list";\n',
    "ui/charts/a.cpp": "#include <qcustomplot.h>\n#include <QWidget>\n",
    "ui/pages/data/a.cpp": '#include "ui/pages/data/a.h"\n#include "ui/models/m.h"\n',
    "ui/shell/a.cpp": '#include "ui/pages/data/a.h"\n',
    "app/cli/a.cpp": '#include "core/engine/scoring.h"\n#include <CLI/CLI.hpp>\n',
    "README.md": "text\n",
}
PLANTED = {
    "core/text/a.cpp": "#include <torch/torch.h>",
    "core/analysis/a.h": "#include <QString>",
    "core/jobs/a.cpp": "#  include <QtCore/qstring.h>",
    "core/formats/a.cpp": '#include "core/engine/scoring.h"',
    "core/data/a.cpp": "#include <arrow/api.h>",
    "core/data/b.cpp": 'auto q = "select"; auto r = "INSERT OR REPLACE INTO score VALUES (1)";',
    "core/engine/a.cpp": '#include "core/parquet/reader.h"',
    "core/base/b.cpp": '#include "ui/models/m.h"',
    "app/cli/b.cpp": "#include <QCoreApplication>",
    "app/gui/a.cpp": '#include "core/engine/scoring.h"',
    "app/cli/c.cpp": "#include <sqlite3.h>",
    "ui/models/a.cpp": '#include "ui/pages/data/a.h"',
    "ui/pages/data/b.cpp": '#include "ui/pages/explore/page.h"',
    "ui/pages/explore/c.cpp": '#include "../data/a.h"',
    "ui/shell/b.cpp": '#include "qcustomplot.h"',
    "ui/jobs/a.cpp": 'auto q = "UPDATE job SET state = 1";',
    "notes/a.txt": "x",
}


def write(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n")


with tempfile.TemporaryDirectory() as folder:
    root = Path(folder)
    write(root, CLEAN)
    assert not list(violations(root)), list(violations(root))
    write(root, PLANTED)
    named = {line.split(":")[0] for line in violations(root)}
    assert named == set(PLANTED), (set(PLANTED) - named, named - set(PLANTED))
print(f"{len(PLANTED)} planted violations found")
