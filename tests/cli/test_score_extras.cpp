// score --ifd --traces, runs scoring and data question through caftan-cli.
#include "core/base/files.h"
#include "core/store/answer_details.h"
#include "core/store/datasets.h"
#include "core/store/metrics.h"
#include "core/store/scorings.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "tests/cli/tiny_model.h"

#include <bit>
#include <cmath>
#include <csignal>
#include <map>

using namespace caftan;

class TestScoreExtras : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    QString path(const char* name) const { return folder_.filePath(QString::fromUtf8(name)); }
    static QStringList words(const char* line) { return QString::fromUtf8(line).split(QLatin1Char(' ')); }
    QStringList in(const QString& project, const char* line, const QStringList& more = {}) const {
        return QStringList{QStringLiteral("--json"), QStringLiteral("--project"), project} + words(line) + more;
    }
    static Json must(const QStringList& arguments, int code = 0) {
        QProcess process;
        process.start(QStringLiteral(CAFTAN_BIN_DIR "/caftan-cli"), arguments);
        if (!process.waitForFinished(120000))
            qFatal("caftan-cli does not end");
        if (process.exitCode() != code)
            qFatal("%s", process.readAllStandardError().constData());
        return parseJson(process.readAllStandardOutput().toStdString()).value_or(Json());
    }
    bool write(const char* name, const QByteArray& bytes) const {
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    }

    // Copies of one that has the questions, their reasoning and the model.
    QString newProject(const char* name) const {
        const QString project = path(name), base = path("base");
        if (!QFile::exists(base)) {
            must(words("project new") + QStringList{base});
            must(in(base, "data import", {path("q.jsonl"), QStringLiteral("--name"), QStringLiteral("q")}));
            must(in(base, "data traces", QStringList{path("t.jsonl")} + words("--data q --teacher big")));
            must(in(base, "model add", {path("model"), QStringLiteral("--name"), QStringLiteral("tiny")}));
        }
        std::filesystem::copy(base.toStdString(), project.toStdString(), std::filesystem::copy_options::recursive);
        return project;
    }

    static Project open(const QString& folder) {
        return Project::open(folder.toStdString(), Project::Access::ReadOnly).value();
    }
    static std::vector<uint64_t> bits(Project& project, int64_t scoring, const char* metric) {
        auto columns = loadColumns(project, scoring, metric).value().columns;
        std::map<int64_t, uint64_t> byQuestion;
        for (size_t i = 0; i < columns.size(); ++i)
            byQuestion[columns.question[i]] = std::bit_cast<uint64_t>(columns.metric[i]);
        std::vector<uint64_t> list;
        for (const auto& [question, value] : byQuestion)
            list.push_back(value);
        return list;
    }
    static constexpr const char* wholeLine = "score --data q --model tiny --batch-tokens 64 --threads 2 --ifd --traces";
    static constexpr const char* names[] = {"entropy",           "gold_nll",  "ifd",      "trace_mean_entropy",
                                            "trace_max_entropy", "trace_nll", "trace_ifd"};

  private Q_SLOTS:
    void initTestCase() {
        qputenv("CAFTAN_LOCKS", folder_.path().toUtf8());
        testing::TinyModel(7).write(path("model").toStdString());
        QByteArray questions, traces;
        for (int i = 0; i < 45; ++i) {
            const QByteArray id = "q" + QByteArray::number(i), letter(1, char('A' + i % 5));
            questions += "{\"question_id\": \"" + id + "\", \"question\": \"c=" + QByteArray::number(i % 10) + " d=c+" +
                         QByteArray::number(i / 10 % 10) +
                         " d?\", \"options\": [\"0\",\"1\",\"2\",\"3\",\"4\"], \"answer\": \"" + letter + "\"}\n";
            if (i % 3 != 0) // a third was not reasoned about
                traces += "{\"question_id\": \"" + id + "\", \"reasoning\": \"Think: c=" + QByteArray::number(i % 10) +
                          " d=" + QByteArray::number(i % 7) + " Answer: " + letter + "\", \"answer\": \"" + letter +
                          "\"}\n";
        }
        QVERIFY(write("q.jsonl", questions) && write("t.jsonl", traces));
    }

    void extrasStandBesideTheSameScores() {
        const QString folder = newProject("whole");
        const int64_t plain = must(in(folder, "score --data q --model tiny --batch-tokens 64 --threads 2"))["scoring"];
        const Json result = must(in(folder, wholeLine));
        const int64_t id = result["scoring"];
        QVERIFY(id != plain);
        QVERIFY2(dumpJson(result["warnings"]).find("15 questions have no reasoning of big") != std::string::npos,
                 dumpJson(result["warnings"]).c_str());
        Project project = open(folder);
        for (const char* metric : {"entropy", "option_entropy", "one_minus_max", "margin", "gold_nll"})
            QCOMPARE(bits(project, id, metric), bits(project, plain, metric));
        QCOMPARE(bits(project, id, "ifd").size(), size_t(45));
        const auto question = loadQuestions(project, 1).value()[1];
        for (const char* metric :
             {"trace_nll", "trace_mean_entropy", "trace_max_entropy", "trace_answer_entropy", "trace_ifd"})
            QCOMPARE(bits(project, id, metric).size(), size_t(30));

        // The tokens say what the means do.
        const auto traces = loadTracesOf(project, question.id).value();
        const auto cost = loadTraceCost(project, id, traces.front().id).value();
        QVERIFY(cost && cost->tokens.size() > 5);
        const TokenSummary summary = summarise(cost->tokens);
        const auto columns = loadColumns(project, id, "trace_nll").value().columns;
        QCOMPARE(columns.question.front() > 0, true);
        for (size_t i = 0; i < columns.size(); ++i)
            if (columns.question[i] == question.id)
                QVERIFY(std::abs(columns.metric[i] - summary.meanNll) < 1e-3);

        const Json shown = must(in(folder, "data question q1 --data q --scoring", {QString::number(id)}));
        QCOMPARE(shown["traces"][0]["tokens"].size(), cost->tokens.size());
        std::string text;
        for (const Json& token : shown["traces"][0]["tokens"])
            text += token["text"].get<std::string>();
        QCOMPARE(text, cost->text);
        QVERIFY(shown["prompt"].is_string() && shown["score"]["entropy"].is_number());
        const Json report = must(in(folder, "analyze --metric ifd --cuts 0.5,1 --scoring", {QString::number(id)}));
        QVERIFY(report["metric_reads_key"].get<bool>() && report["rows"] == 45);
        must(in(folder, "data question nothing --data q"), 1);
    }

    void killedAndResumedGivesTheSameBits() {
        const QString whole = newProject("reference"), killed = newProject("killed");
        const int64_t expected = must(in(whole, wholeLine))["scoring"];
        for (int i = 0; i < 2; ++i) {
            QProcess process;
            process.start(QStringLiteral(CAFTAN_BIN_DIR "/caftan-cli"), in(killed, wholeLine));
            process.waitForStarted();
            for (int wait = 0; wait < 1000 && process.state() == QProcess::Running; ++wait) {
                Project project = open(killed);
                const auto scorings = listScorings(project).value();
                if (!scorings.empty() && scorings.back().rows > i * 8)
                    break;
                process.waitForFinished(2);
            }
            if (process.state() == QProcess::Running)
                ::kill(pid_t(process.processId()), SIGKILL);
            process.waitForFinished(60000);
        }
        const int64_t id = must(in(killed, wholeLine))["scoring"];
        Project a = open(killed), b = open(whole);
        for (const char* metric : names)
            QCOMPARE(bits(a, id, metric), bits(b, expected, metric));
        const auto traces = loadTraces(a, 1).value();
        for (const Trace& trace : traces)
            QVERIFY(loadTraceCost(a, id, trace.id).value());
    }

    void mistakesAreSentences() {
        const QString folder = path("whole");
        must(in(folder, "score --data q --model tiny --traces nobody"), 1);
        must(in(folder, "runs scoring nothing"), 1);
        must(in(folder, "runs scoring --evaluation 7"), 1);
    }
};

QTEST_APPLESS_MAIN(TestScoreExtras)
#include "test_score_extras.moc"
