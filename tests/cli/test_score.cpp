// score and logits through caftan-cli: killed at random moments and resumed to the same bits, each question once.
#include "core/store/datasets.h"
#include "core/store/jobs.h"
#include "core/store/scorings.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include "tests/cli/tiny_model.h"

#include <algorithm>
#include <bit>
#include <csignal>
#include <sstream>

using namespace caftan;

namespace {

constexpr int questionCount = 300;

struct Ran {
    int code = 0;
    Json document;
    std::string error;
};

// Every number of a score as bits.
std::vector<std::string> bitsOf(std::vector<Score> scores, const std::vector<StoredQuestion>& questions) {
    std::vector<std::string> rows;
    for (const Score& score : scores) {
        const auto found = std::find_if(questions.begin(), questions.end(),
                                        [&](const StoredQuestion& stored) { return stored.id == score.questionId; });
        std::string row = found->question.externalId;
        for (const double value : {score.entropy, score.optionEntropy, score.oneMinusMax, score.margin, score.goldNll})
            row += " " + std::to_string(std::bit_cast<uint64_t>(value));
        rows.push_back(row + " " + std::to_string(score.predicted) + " " + std::to_string(score.valid) + " " +
                       std::to_string(score.right) + " " + score.answer + " " + score.topTokens + " " +
                       score.optionProbabilities + " " + std::to_string(score.promptTokens));
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

} // namespace

class TestScore : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QString data_;

    QString path(const char* name) const { return folder_.filePath(QString::fromUtf8(name)); }
    static QString text(const char* latin) { return QString::fromUtf8(latin); }

    static QStringList words(const char* line) { return QString::fromUtf8(line).split(QLatin1Char(' ')); }

    QStringList scoreArguments(const QString& project, const QStringList& more = {}) const {
        return QStringList{text("--json"), text("--project"), project} +
               words("score --data q --model tiny --batch-tokens 64 --threads 2") + more;
    }
    Ran run(const QStringList& arguments) const {
        QProcess process;
        process.start(text(CAFTAN_BIN_DIR "/caftan-cli"), arguments);
        if (!process.waitForFinished(300000))
            qFatal("caftan-cli does not end");
        const std::string out = process.readAllStandardOutput().toStdString();
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, parseJson(out).value_or(Json()),
                process.readAllStandardError().toStdString()};
    }
    Ran must(const QStringList& arguments) const {
        const Ran result = run(arguments);
        if (result.code != 0)
            qFatal("%s", result.error.c_str());
        return result;
    }

    // A project with the questions and the model.
    QString newProject(const char* name) const {
        const QString project = path(name);
        must(words("project new") + QStringList{project});
        const QStringList in{text("--project"), project};
        must(in + words("data import") + QStringList{data_} + words("--name q"));
        must(in + words("model add") + QStringList{path("model")} + words("--name tiny"));
        return project;
    }

    static std::vector<std::string> bits(const QString& folder, int64_t scoring) {
        Project project = Project::open(folder.toStdString(), Project::Access::ReadOnly).value();
        const int64_t dataset = findScoring(project, scoring).value().dataset;
        return bitsOf(loadScores(project, scoring).value(), loadQuestions(project, dataset).value());
    }
    static int64_t rowsSoFar(const QString& folder) {
        Project project = Project::open(folder.toStdString(), Project::Access::ReadOnly).value();
        const auto scorings = listScorings(project);
        return scorings && !scorings->empty() ? scorings->back().rows : 0;
    }

    // Starts scoring and ends it by a signal once some more questions are stored. False: it was done before.
    bool interruptScoring(const QString& project, int signal, int64_t after, int* code = nullptr) const {
        const int64_t before = rowsSoFar(project);
        QProcess process;
        process.start(text(CAFTAN_BIN_DIR "/caftan-cli"), scoreArguments(project));
        process.waitForStarted();
        QElapsedTimer timer;
        timer.start();
        while (process.state() == QProcess::Running && rowsSoFar(project) < before + after && timer.elapsed() < 120000)
            process.waitForFinished(2);
        const bool running = process.state() == QProcess::Running;
        if (running)
            ::kill(pid_t(process.processId()), signal);
        process.waitForFinished(60000);
        if (code)
            *code = process.exitCode();
        return running;
    }

  private Q_SLOTS:
    void initTestCase() {
        qputenv("CAFTAN_LOCKS", folder_.path().toUtf8()); // no waiting for other tests' jobs
        testing::TinyModel(7).write(path("model").toStdString());
        QByteArray rows;
        for (int i = 0; i < questionCount; ++i) {
            QByteArray question = "c=" + QByteArray::number(i % 10) + " d=" + QByteArray::number(i / 10 % 10);
            for (int j = 0; j < i % 13; ++j)
                question += " e=d+1 h=c+" + QByteArray::number(1 + j % 2);
            rows += "{\"question_id\": \"q" + QByteArray::number(i) + "\", \"question\": \"" + question +
                    " d?\", \"options\": [\"0\",\"1\",\"2\",\"3\",\"4\"], \"answer\": \"" + char('A' + i % 5) + "\"}\n";
        }
        data_ = path("q.jsonl");
        QFile file(data_);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(rows) == rows.size());
    }

    void scoresEachQuestionOnce() {
        const QString project = newProject("once");
        const Json result = must(scoreArguments(project)).document;
        QCOMPARE(result["rows"].get<int>(), questionCount);
        for (const char* key : {"scoring", "valid", "accuracy", "auc", "tokens", "seconds", "tokens_per_s"})
            QVERIFY2(result.contains(key), key);
        const Json again = must(scoreArguments(project)).document; // the stored result, not a second scoring
        QCOMPARE(dumpJson(again["scoring"]), dumpJson(result["scoring"]));
        QCOMPARE(dumpJson(again["seconds"]), dumpJson(result["seconds"]));
        const Json fresh = must(scoreArguments(project, {text("--fresh")})).document;
        QVERIFY(fresh["scoring"] != result["scoring"]);
        QCOMPARE(bits(project, fresh["scoring"].get<int64_t>()), bits(project, result["scoring"].get<int64_t>()));
    }

    void killedAndResumedGivesTheSameBits() {
        const QString whole = newProject("whole"), killed = newProject("killed");
        const Json expected = must(scoreArguments(whole)).document;
        int kills = 0;
        for (int i = 0; i < 7; ++i)
            kills += interruptScoring(killed, SIGKILL, QRandomGenerator::global()->bounded(0, 40));
        QVERIFY2(kills >= 6, qPrintable(QString::number(kills)));
        const Json result = must(scoreArguments(killed)).document;
        QCOMPARE(result["rows"].get<int>(), questionCount);
        QCOMPARE(dumpJson(result["prompt_sha256"]), dumpJson(expected["prompt_sha256"]));
        QCOMPARE(dumpJson(result["auc"]), dumpJson(expected["auc"]));
        QCOMPARE(bits(killed, result["scoring"].get<int64_t>()), bits(whole, expected["scoring"].get<int64_t>()));
        Project project = Project::open(killed.toStdString()).value();
        QCOMPARE(listScorings(project)->size(), size_t(1));
        QCOMPARE(listJobs(project)->size(), size_t(1));
        QCOMPARE(findScoring(project, result["scoring"].get<int64_t>())->state, std::string("done"));
    }

    void stoppedKeepsItsState() {
        const QString project = newProject("stopped");
        int code = 0;
        if (!interruptScoring(project, SIGINT, 20, &code))
            QSKIP("It was done before it could be stopped.");
        QCOMPARE(code, 130);
        {
            Project opened = Project::open(project.toStdString()).value();
            QCOMPARE(listScorings(opened)->front().state, std::string("stopped"));
            QCOMPARE(listJobs(opened)->front().state, std::string("stopped"));
        }
        QCOMPARE(must(scoreArguments(project)).document["rows"].get<int>(), questionCount);
    }

    void exportedPromptsAreWhatIsScored() {
        const QString project = newProject("export");
        const Json exported = must(scoreArguments(project, {text("--export-prompts"), path("prompts.jsonl")})).document;
        const std::string lines = readFile(path("prompts.jsonl").toStdString()).value();
        QCOMPARE(sha256(lines), exported["prompt_sha256"].get<std::string>());
        const Json scored = must(scoreArguments(project)).document;
        QCOMPARE(dumpJson(scored["prompt_sha256"]), dumpJson(exported["prompt_sha256"]));

        QProcess process;
        process.start(text(CAFTAN_BIN_DIR "/caftan-cli"),
                      {text("logits"), text("--model"), path("model"), text("--file"), path("prompts.jsonl"),
                       text("--device"), text("cpu")});
        process.waitForFinished(300000);
        QCOMPARE(process.exitCode(), 0);
        std::istringstream out(process.readAllStandardOutput().toStdString());
        Project opened = Project::open(project.toStdString()).value();
        const auto scores = loadScores(opened, scored["scoring"].get<int64_t>()).value();
        int line = 0;
        for (std::string row; std::getline(out, row); ++line) {
            const Json token = parseJson(row).value();
            const auto found = std::find_if(scores.begin(), scores.end(),
                                            [&](const Score& score) { return score.questionId == line + 1; });
            QVERIFY(found != scores.end());
            QVERIFY(std::abs(found->entropy - token["entropy"].get<double>()) < 1e-4);
            QVERIFY(token.contains("argmax") && token.contains("top1") && token.contains("logsumexp"));
        }
        QCOMPARE(line, questionCount);
    }

    void whatCannotBeScoredIsNamed() {
        const QString project = newProject("unfit");
        QByteArray question = "c=1";
        for (int i = 0; i < 300; ++i)
            question += " d=c+1";
        QFile file(path("unfit.jsonl"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            "{\"question_id\": \"long\", \"question\": \"" + question +
            "\", \"options\": [\"a\", \"b\"], \"answer\": \"A\"}\n" +
            "{\"question_id\": \"fine\", \"question\": \"c=1 c?\", \"options\": [\"a\", \"b\"], \"answer\": \"A\"}\n");
        file.close();
        must(QStringList{text("--project"), project} + words("data import") + QStringList{file.fileName()} +
             words("--name unfit"));
        const Json result =
            must(QStringList{text("--json"), text("--project"), project} + words("score --data unfit --model tiny"))
                .document;
        QCOMPARE(result["rows"].get<int>(), 1);
        QCOMPARE(result["skipped"].get<int>(), 1);
        const std::string warnings = dumpJson(result["warnings"]);
        QVERIFY2(warnings.find("long (") != std::string::npos && warnings.find("256") != std::string::npos,
                 warnings.c_str());
    }

    void mistakesAreSentences() {
        const QString project = newProject("mistakes");
        const auto scoring = [&](const char* line) {
            return run(QStringList{text("--project"), project} + words(line));
        };
        QCOMPARE(scoring("score --data q --model tiny --dtype float16").code, 2);
        const Ran noData = scoring("score --data nothing --model tiny");
        QVERIFY(noData.code == 1 && noData.error.find("nothing") != std::string::npos);
        const Ran noModel = scoring("score --data q --model nothing");
        QVERIFY(noModel.code == 1 && noModel.error.find("nothing") != std::string::npos);
        QVERIFY(scoring("score --data q --model tiny --split test").code == 1);

        // Other weights under the same name and path
        testing::TinyModel(8).write(path("other").toStdString());
        must(QStringList{text("--project"), project} + words("model add") + QStringList{path("other")} +
             words("--name other"));
        testing::TinyModel(9).write(path("other").toStdString());
        const Ran changed = scoring("score --data q --model other");
        QVERIFY2(changed.code == 1 && changed.error.find("changed") != std::string::npos, changed.error.c_str());
        QVERIFY(QFile::remove(path("other") + text("/model.safetensors")));
        QCOMPARE(scoring("score --data q --model other").code, 1);
    }
};

QTEST_APPLESS_MAIN(TestScore)
#include "test_score.moc"
