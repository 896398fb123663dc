#!/usr/bin/env python3
"""Golden numbers for core/analysis: scikit-learn, SciPy, statsmodels, NumPy and R's pROC, and published formulas written out.

    python3 tests/core/golden/make_analysis.py [scores_qwen.tsv] > tests/core/golden/analysis.json

Needs Rscript with pROC (Debian: r-base-core r-cran-proc). The optional file gives figures for real entropies, of which only
the results are stored.
"""
import csv
import json
import math
import subprocess
import sys
import tempfile

import numpy as np
from scipy.optimize import brentq
from scipy.stats import binomtest
from sklearn.calibration import calibration_curve
from sklearn.metrics import confusion_matrix, f1_score, roc_auc_score, roc_curve
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint


def delong(metric, wrong):
    """DeLong, DeLong and Clarke-Pearson 1988, from the matrix of all pairs."""
    positive, negative = metric[wrong == 1], metric[wrong == 0]
    pairs = (positive[:, None] > negative) + 0.5 * (positive[:, None] == negative)
    auc = pairs.mean()
    variance = pairs.mean(1).var(ddof=1) / len(positive) + pairs.mean(0).var(ddof=1) / len(negative)
    half = 1.959963984540054 * np.sqrt(variance)
    return auc, variance, max(0, auc - half), min(1, auc + half)


def case(name, metric, right, cuts):
    metric, right = np.asarray(metric, float), np.asarray(right, int)
    wrong = 1 - right
    auc, variance, low, high = delong(metric, wrong)
    assert abs(auc - roc_auc_score(wrong, metric)) < 1e-12
    fpr, tpr, thresholds = roc_curve(wrong, metric, drop_intermediate=False)
    confusion = []
    for cut in cuts:
        flagged = (metric > cut).astype(int)
        tn, fp, fn, tp = confusion_matrix(wrong, flagged, labels=[0, 1]).ravel()
        confusion.append(dict(cut=cut, tn=int(tn), fp=int(fp), fn=int(fn), tp=int(tp),
                              f1=f1_score(wrong, flagged, zero_division=0)))
    quantiles = [0, 0.1, 0.25, 1 / 3, 0.5, 0.75, 0.999, 1]
    return dict(name=name, metric=metric.tolist(), right=right.tolist(), auc=auc, variance=variance, low=low, high=high,
                fpr=fpr.tolist(), tpr=tpr.tolist(), confusion=confusion,
                quantiles=[[q, float(np.quantile(metric, q))] for q in quantiles])


R_PAIRED = r"""
suppressMessages(library(pROC))
d <- read.csv(commandArgs(TRUE)[1])
x <- roc(d$wrong, d$a, direction = "<", quiet = TRUE)
y <- roc(d$wrong, d$b, direction = "<", quiet = TRUE)
t <- suppressWarnings(roc.test(x, y, method = "delong", paired = TRUE))
v <- c(auc(x), auc(y), var(x), var(y), cov(x, y), t$statistic, t$p.value)
cat(sprintf("%.17g", v), sep = "\n")
"""


def proc_paired(a, b, right):
    """pROC's paired DeLong test: areas, variances, covariance, z, p."""
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as data, tempfile.NamedTemporaryFile("w", suffix=".R") as script:
        data.write("wrong,a,b\n" + "".join(f"{1 - int(r)},{float(x)!r},{float(y)!r}\n" for x, y, r in zip(a, b, right)))
        script.write(R_PAIRED)
        data.flush()
        script.flush()
        out = subprocess.run(["Rscript", script.name, data.name], check=True, capture_output=True, text=True).stdout.split()
    auc_a, auc_b, var_a, var_b, cov, z, p = (None if v in ("NA", "NaN") else float(v) for v in out)
    return dict(auc_a=auc_a, auc_b=auc_b, variance_a=var_a, variance_b=var_b, covariance=cov, z=z, p=p)


def paired_cases(rng):
    for n, digits in ((12, 1), (80, 1), (80, 2), (150, 6)):
        right = rng.integers(0, 2, n)
        right[:4] = [0, 1, 0, 1]
        a = np.round(np.abs(rng.normal(1 - 0.5 * right, 0.6)), digits)
        b = np.round(np.abs(0.6 * a + rng.normal(0.4 - 0.2 * right, 0.3)), digits)
        yield f"random {n}, {digits} digits", a, b, right
    right = np.array([1, 0] * 6)
    yield "first all tied", np.full(12, 0.5), np.round(rng.normal(size=12), 2), right
    yield "first separated", 1.0 - right + np.arange(12) / 100, np.round(rng.normal(size=12), 2), right


def ece(confidence, right, strategy, bins=15):
    """From scikit-learn's curve, weighted by the rows of its bins."""
    accuracy, mean = calibration_curve(right, confidence, n_bins=bins, strategy=strategy)
    edges = np.linspace(0, 1, bins + 1) if strategy == "uniform" else np.quantile(confidence, np.linspace(0, 1, bins + 1))
    rows = np.bincount(np.searchsorted(edges[1:-1], confidence), minlength=bins)
    rows = rows[rows > 0]
    return dict(error=float((rows * np.abs(accuracy - mean)).sum() / len(right)), rows=rows.tolist(),
                accuracy=accuracy.tolist(), confidence=mean.tolist())


def calibration_cases(rng):
    for n, digits in ((1, 3), (30, 1), (200, 2), (500, 6)):
        confidence = np.round(rng.beta(4, 2, n), digits)
        yield f"random {n}, {digits} digits", confidence, (rng.random(n) < confidence).astype(int)
    yield "all right", np.round(rng.beta(4, 2, 40), 2), np.ones(40, int)
    yield "all wrong", np.round(rng.beta(4, 2, 40), 2), np.zeros(40, int)
    yield "all tied", np.full(20, 0.7), np.array([1, 0] * 10)
    yield "ends", np.array([0.0, 0.0, 1.0, 1.0, 0.2]), np.array([0, 1, 1, 1, 0])


def aurc(metric, right):
    """Mean over coverages of the expected share of wrong rows, rows of equal metric in random order."""
    order = np.argsort(metric, kind="stable")
    metric, wrong = metric[order], 1.0 - right[order]
    for value in np.unique(metric):
        wrong[metric == value] = wrong[metric == value].mean()
    n = len(metric)
    best = np.sort(1.0 - right)
    mean = lambda w: float((np.cumsum(w) / np.arange(1, n + 1)).mean())
    return dict(area=mean(wrong), excess=mean(wrong) - mean(best))


def temperature(scores, keys):
    def slope(beta):
        total = 0.0
        for row, key in zip(scores, keys):
            z = np.asarray(row)
            p = np.exp(beta * (z - z.max()))
            total += (p / p.sum() * z).sum() - z[key]
        return total
    return 1 / brentq(slope, 1e-3, 1e3, xtol=1e-15, rtol=1e-14) if slope(1e-3) < 0 < slope(1e3) else None


def newcombe(both, won, lost, neither):
    """Newcombe 1998, method 10, from statsmodels' Wilson limits."""
    n = both + won + lost + neither
    (la, ua), (lb, ub) = (proportion_confint(k, n, 0.05, "wilson") for k in (both + won, both + lost))
    pa, pb = (both + won) / n, (both + lost) / n
    margins = (both + won) * (lost + neither) * (both + lost) * (won + neither)
    phi = (both * neither - won * lost) / math.sqrt(margins) if margins else 0.0
    down = (pa - la) ** 2 - 2 * phi * (pa - la) * (ub - pb) + (ub - pb) ** 2
    up = (ua - pa) ** 2 - 2 * phi * (ua - pa) * (pb - lb) + (pb - lb) ** 2
    return pa - pb, pa - pb - math.sqrt(down), pa - pb + math.sqrt(up)


def real(path):
    """Published entropies, and the same divided by the logarithm of the number of options, and rounded to a tenth."""
    with open(path, newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["score"] == "single_token"]
    a = np.array([float(r["value"]) for r in rows])
    b = np.array([float(r["value"]) / math.log(int(r["n_options"])) for r in rows])
    right = np.array([int(r["llm_correct"] == "True") for r in rows])
    c = np.round(a * 10) / 10
    confidence = np.exp(-a)
    return dict(rows=len(rows), normed=proc_paired(a, b, right), rounded=proc_paired(a, c, right), risk=aurc(a, right),
                risk_rounded=aurc(c, right), uniform=ece(confidence, right, "uniform")["error"],
                quantile=ece(confidence, right, "quantile")["error"],
                quantiles=[[q, float(np.quantile(a, q))] for q in (0, 0.1, 1 / 3, 0.5, 0.999, 1)])


def comparisons(rng):
    p_lists = [[0.01, 0.04, 0.03, 0.005], [0.5], [0.2, 0.2, 0.2], [0, 1, 0.5], rng.random(12).tolist(), []]
    tables = [(0, 0), (1, 0), (0, 7), (5, 5), (31, 24), (62, 29), (88, 42), (400, 300)]
    paired = [(1, 0, 0, 0), (0, 0, 0, 1), (0, 1, 0, 0), (10, 0, 0, 0), (300, 62, 29, 467), (43, 0, 1, 0), (5, 3, 3, 5)]
    return dict(holm=[[p, multipletests(p, method="holm")[1].tolist() if p else []] for p in p_lists],
                mcnemar=[[w, l, float(mcnemar([[0, w], [l, 0]], exact=True).pvalue) if w + l else 1.0] for w, l in tables],
                newcombe=[[*t, *newcombe(*t)] for t in paired],
                wilson=[[k, n, *proportion_confint(k, n, 0.05, "wilson")] for k, n in ((0, 1), (1, 1), (5, 9), (431, 858))])


def statistics():
    rng = np.random.default_rng(11)
    paired = [dict(name=name, a=a.tolist(), b=b.tolist(), right=right.tolist(), **proc_paired(a.tolist(), b.tolist(), right))
              for name, a, b, right in paired_cases(rng)]
    calibration = [dict(name=name, metric=c.tolist(), right=r.tolist(), uniform=ece(c, r, "uniform"),
                        quantile=ece(c, r, "quantile"), risk=aurc(c, r)) for name, c, r in calibration_cases(rng)]
    scores = [np.round(rng.normal(size=int(k)) * 3, 3).tolist() for k in rng.integers(2, 6, 60)]
    keys = [int(rng.integers(len(s))) if rng.random() < 0.4 else int(np.argmax(s)) for s in scores]
    result = dict(paired=paired, calibration=calibration, comparisons=comparisons(rng),
                  temperature=dict(scores=scores, keys=keys, value=temperature(scores, keys)))
    if len(sys.argv) > 1:
        result["real"] = real(sys.argv[1])
    return result


def main():
    rng = np.random.default_rng(7)
    cases = []
    for n, digits in ((5, 1), (40, 1), (60, 2), (120, 6)):
        right = rng.integers(0, 2, n)
        right[:4] = [0, 1, 0, 1]
        metric = np.round(np.abs(rng.normal(1 - 0.5 * right, 0.6)), digits)
        cases.append(case(f"random {n}, {digits} digits", metric, right, [0.0, 0.3, float(metric[0]), 0.9]))
    cases.append(case("all tied", [0.5] * 10, [1, 0] * 5, [0.5, 0.4]))
    cases.append(case("separated", [0, 0.1, 0.2, 1, 1.1, 1.2], [1, 1, 1, 0, 0, 0], [0.2, 1.2]))
    cases.append(case("reversed", [2, 3, 4, 0, 1], [1, 1, 1, 0, 0], [1.0, 2.0]))
    wilson = []
    for k, n in ((0, 1), (1, 1), (0, 10), (10, 10), (3, 7), (284, 858), (2963, 9460)):
        interval = binomtest(k, n).proportion_ci(0.95, method="wilson")
        wilson.append([k, n, interval.low, interval.high])
    print(json.dumps(dict(cases=cases, wilson=wilson, **statistics())))


main()
