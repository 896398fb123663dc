#!/usr/bin/env python3
"""Writes the Parquet files that test_parquet.cpp reads (pyarrow, deterministic): run in this folder."""
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq

questions = pa.table({
    "question_id": pa.array([70, 71, None, 3983], pa.int64()),
    "question": pa.array(["One?", "Two,\n\"quoted\" é", "No id", "Last"], pa.string()),
    "options": pa.array([["a", "b's"], ["c", 'd"'], ["e", None], ["f", "g", "h"]], pa.list_(pa.string())),
    "answer": pa.array(["A", "B", "A", "C"]).dictionary_encode(),
    "answer_index": pa.array([0, 1, 0, 1], pa.int8()),
    "entropy": pa.array([0.1, 1.5, float("nan"), None], pa.float32()),
    "double": pa.array([0.1, 1e-300, 2.0, None], pa.float64()),
    "llm_answer": pa.array(["A", "x", None, "C"], pa.large_string()),
    "is_right": pa.array([True, False, None, True]),
    "big": pa.array([2**63, 1, 0, 2**64 - 1], pa.uint64()),
    "day": pa.array([date(2026, 1, 2)] * 4),
    "labels": pa.array([[1, 2], [], None, [3]], pa.large_list(pa.int32())),
    "choices": pa.array([{"text": ["a", "b"], "label": ["A", "B"]}] * 3 + [None]),
    "nested": pa.array([[["too"], ["deep"]]] * 4),
    "bytes": pa.array([b"\x00"] * 4, pa.binary()),
})
# Small row groups, so that reading across them is tested.
pq.write_table(questions, "questions.parquet", row_group_size=2, compression="zstd")
pq.write_table(questions.select(["nested"]), "nested.parquet")
pq.write_table(questions.slice(0, 0), "empty.parquet")
