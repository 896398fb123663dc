// Damaged files of every format: an import or a sentence, never a crash, a hang or a row that breaks the rules.
#include "core/base/text.h"
#include "core/data/import.h"

#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <fstream>
#include <random>
#include <set>

using namespace caftan;
namespace fs = std::filesystem;

namespace {

const std::string csv =
    "question_id,question,options,answer,answer_index,entropy,llm_answer,is_right,split\n"
    "1,\"One, \"\"quoted\"\"\nmore\",\"['a', \"\"b's\"\", 'c']\",B,2,0.5,2,True,train\n"
    "2,Two,\"[\"\"x\"\", \"\"y\"\"]\",A,1,0.25,2,False,test\n3,Three,\"['it's \"\"so\"\"', 'z']\",B,2,1e-5,[,False,\n";
const std::string json = "[{\"id\": 1, \"question\": \"One\", \"options\": [\"a\", \"b\"], \"answer\": \"B\", "
                         "\"entropy\": 0.5, \"pred\": 2},\n"
                         " {\"id\": \"2\", \"question\": \"T\\u00e9\", \"choices\": {\"text\": [\"a\", \"b\"]}, "
                         "\"answer\": 1, \"entropy\": NaN}]\n";
const std::string jsonl = "{\"question\": \"One\", \"options\": \"['a', 'b']\", \"answer_index\": 0}\n"
                          "{\"question\": \"Two\", \"answer\": \"Work\\n#### 7\", \"right\": true, \"entropy\": 1}\n";

// What must hold of whatever was imported.
void check(const Import& import) {
    std::set<std::string> ids;
    for (const Question& question : import.questions) {
        QVERIFY(!trim(question.text).empty());
        QVERIFY(!question.externalId.empty() && ids.insert(question.externalId).second);
        QVERIFY(question.options.size() != 1 && question.options.size() <= 26);
        QVERIFY(question.answer >= -1 && question.answer < int(std::max<size_t>(question.options.size(), 1)));
        QCOMPARE(repairUtf8(question.text), question.text);
    }
    for (const Score& score : import.scores) {
        QVERIFY(score.questionId >= 0 && score.questionId < int64_t(import.questions.size()));
        const Question& question = import.questions[size_t(score.questionId)];
        QVERIFY(std::isfinite(score.entropy) && score.entropy >= 0);
        QVERIFY(score.predicted < int(question.options.size()) || question.options.empty());
    }
    QVERIFY(import.rowsRead == int64_t(import.questions.size()) + import.merged + import.skipped);
}

} // namespace

class TestImportRobustness : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    void tryImport(const std::string& name, const std::string& content) {
        const fs::path path = fs::path(folder_.path().toStdString()) / name;
        std::ofstream(path, std::ios::binary) << content; // writeFile waits for the disk
        ImportOptions options;
        options.skipBad = true;
        const auto import = importFiles({path}, options);
        if (import)
            check(*import);
        else
            QVERIFY(!import.error().message.empty() && import.error().message.size() < 4000);
        options.skipBad = false;
        const auto strict = importFiles({path}, options);
        if (strict) {
            check(*strict);
            QCOMPARE(strict->skipped, 0);
        }
    }

  private Q_SLOTS:
    void mutations_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("csv") << QStringLiteral("train.csv") << QByteArray::fromStdString(csv);
        QTest::newRow("sniffed") << QStringLiteral("data") << QByteArray::fromStdString(csv);
        QTest::newRow("json") << QStringLiteral("data.json") << QByteArray::fromStdString(json);
        QTest::newRow("jsonl") << QStringLiteral("data.jsonl") << QByteArray::fromStdString(jsonl);
        QTest::newRow("jsonl as json") << QStringLiteral("lines.json") << QByteArray::fromStdString(jsonl);
    }

    void mutations() {
        QFETCH(const QString, name);
        QFETCH(const QByteArray, content);
        std::mt19937 random(11);
        const std::string interesting = "\"',\\[]{}:\n\r\t\0\xFF\xC3 0aN";
        for (int round = 0; round < 400; ++round) {
            std::string mutated = content.toStdString();
            for (size_t changes = 1 + random() % 4; changes > 0 && !mutated.empty(); --changes) {
                const size_t at = random() % mutated.size();
                switch (random() % 4) {
                case 0:
                    mutated[at] = interesting[random() % interesting.size()];
                    break;
                case 1:
                    mutated.erase(at, 1 + random() % 5);
                    break;
                case 2:
                    mutated.insert(at, 1, interesting[random() % interesting.size()]);
                    break;
                default:
                    mutated.insert(at, mutated.substr(random() % mutated.size(), random() % 40));
                }
            }
            tryImport(name.toStdString(), mutated);
        }
    }

    void everyTruncation() {
        for (size_t length = 0; length < csv.size(); ++length)
            tryImport("cut.csv", csv.substr(0, length));
        for (size_t length = 0; length < json.size(); ++length)
            tryImport("cut.json", json.substr(0, length));
        for (size_t length = 0; length < jsonl.size(); ++length)
            tryImport("cut.jsonl", jsonl.substr(0, length));
    }

    void deepAndLong() {
        tryImport("deep.json", std::string(100000, '['));
        tryImport("deep.jsonl", "{\"question\": \"Q\", \"options\": " + std::string(100000, '[') + "}\n");
        tryImport("deep.csv", "question,options\nQ,\"" + std::string(100000, '[') + "\"\n");
        tryImport("quotes.csv", "question,options\nQ,\"['" + std::string(20000, '\'') + "']\"\n");
        std::string wide = "question";
        for (int i = 0; i < 5000; ++i)
            wide += ",c" + std::to_string(i);
        tryImport("wide.csv", wide + "\nQ\n" + wide + "\n");
    }
};

QTEST_APPLESS_MAIN(TestImportRobustness)
#include "test_import_robustness.moc"
