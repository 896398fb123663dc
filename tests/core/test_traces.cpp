// Recorded chains of thought.
#include "core/base/files.h"
#include "core/data/import.h"

#include <QTemporaryDir>
#include <QTest>

using namespace caftan;
namespace fs = std::filesystem;

class TestTraces : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    fs::path file(const char* name, const std::string& content) {
        const fs::path path = fs::path(folder_.path().toStdString()) / name;
        if (!writeFile(path, content))
            qFatal("cannot write");
        return path;
    }

  private Q_SLOTS:
    void teachersAnswerIsTakenNotTheKey() {
        const auto traces =
            readTraces(file("a.jsonl", R"({"question_id": 70, "answer": "I", "pred": "B", "cot": " Because."})"
                                       "\n"
                                       R"({"question_id": "x", "answer": "I", "pred": null, "cot": "So."})"
                                       "\n"
                                       R"({"question_id": "y", "answer": "I", "pred": "A", "cot": ""})"));
        QVERIFY(traces);
        QCOMPARE(traces->size(), size_t(2));
        QCOMPARE((*traces)[0].externalId, std::string("70"));
        QCOMPARE((*traces)[0].answer, std::string("B"));
        QCOMPARE((*traces)[0].text, std::string(" Because."));
        QCOMPARE((*traces)[1].answer, std::string());
    }

    void otherColumnNames() {
        const auto traces = readTraces(file("b.csv", "id,reasoning,answer\n7,\"one,\ntwo\",C\n"));
        QVERIFY(traces);
        QCOMPARE((*traces)[0].text, std::string("one,\ntwo"));
        QCOMPARE((*traces)[0].answer, std::string("C"));
    }

    void refused() {
        QVERIFY(!readTraces(file("c.jsonl", R"({"question": "q", "cot": "x"})")));
        QVERIFY(!readTraces(file("d.jsonl", R"({"id": 1, "question": "q"})")));
        QVERIFY(!readTraces(file("e.jsonl", R"({"id": 1, "cot": ""})")));
        QVERIFY(!readTraces(file("f.jsonl", R"({"id": "", "cot": "x"})")));
        const auto broken = readTraces(file("g.jsonl", "{\"id\": 1, \"cot\": \"x\"}\n{\"id\": 2, \"co"));
        QVERIFY(!broken);
        QVERIFY2(broken.error().message.find("g.jsonl:2") != std::string::npos, broken.error().message.c_str());
        QVERIFY(!readTraces("/no/such/file.jsonl"));
    }

    void published() {
        const fs::path shared = fs::path(CAFTAN_SHARED_DIR) / "data" / "mmlu_pro";
        if (!fs::exists(shared))
            QSKIP("shared/data is not beside this checkout");
        const auto traces = readTraces(shared / "cot_llama-3.1-70b-instruct.jsonl.gz");
        QVERIFY(traces);
        QCOMPARE(traces->size(), size_t(12032));
        QCOMPARE((*traces)[0].externalId, std::string("70"));
        QCOMPARE((*traces)[0].answer, std::string("I"));
    }
};

QTEST_APPLESS_MAIN(TestTraces)
#include "test_traces.moc"
