// The question's detail: reasoning token by token, answers of runs opened from the history and explored as a scoring.
#include "core/store/answer_details.h"
#include "core/store/runs.h"
#include "tests/ui/explore_fixture.h"
#include "ui/pages/explore/looks.h"
#include "ui/pages/explore/question_detail.h"
#include "ui/pages/explore/reasoning_view.h"
#include "ui/shell/entropy_levels.h"
#include "ui/shell/theme.h"
#include "ui/shell/tinted_text.h"

#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>
#include <QtTest>

using namespace caftan;
using namespace caftan::ui;

namespace {

constexpr float unsure = 2.0f, sure = 0.01f;

TokenText reasoned() {
    const std::pair<const char*, float> parts[] = {
        {"Think", TokenValue::unknown}, {" gr", sure}, {"öß", unsure}, {"er", sure}, {"\nAnswer: A", 0.3f}, {"", sure}};
    TokenText text;
    for (const auto& [part, entropy] : parts) {
        text.text += part;
        text.tokens.push_back({std::string(part).size(), entropy, std::isnan(entropy) ? entropy : 0.25f});
    }
    return text;
}

} // namespace

class TestQuestionDetail : public QObject {
    Q_OBJECT

    QTemporaryDir directory_;
    std::unique_ptr<Theme> theme_;
    ProjectService service_;
    std::unique_ptr<Exploration> exploration_;
    std::unique_ptr<QuestionDetail> detail_;
    int64_t question_ = 0;

    Status fill(const std::string& folder) {
        CAFTAN_TRY(ids, test::makeProject(folder, 60, 60));
        CAFTAN_TRY(project, Project::open(folder));
        CAFTAN_TRY(questions, loadQuestions(project, ids.dataset));
        CAFTAN_CHECK(storeTraces(project, ids.dataset, "big", {{"8", "Because.", "A"}, {"18", "So.", "B"}}));
        CAFTAN_TRY(traces, loadTraces(project, ids.dataset, "big"));
        const TraceCost cost{traces.front().id, reasoned()};
        CAFTAN_CHECK(storeTraceCosts(project, *ids.scoring, std::span(&cost, 1)));
        RunRecord run;
        run.name = "distilled";
        run.scoring = ids.scoring;
        CAFTAN_TRY(id, addRun(project, run));
        for (const int epoch : {1, 2})
            for (const char* mode : {"single", "generate"}) {
                Evaluation evaluation{0, {}, id, {}, "validation", mode, 10 * epoch, double(epoch), {}, 0};
                std::vector<Answer> answers;
                for (const StoredQuestion& stored : questions) {
                    if (stored.question.split != Split::Validation)
                        continue;
                    question_ = question_ ? question_ : stored.id;
                    Answer answer{stored.id, reasoned().text, 0, true, stored.question.answer == 0, true, 5, 0.3};
                    answer.goldNll = 0.5 * epoch;
                    if (std::string(mode) == "generate") {
                        answer.summary = summarise(reasoned().tokens);
                        answer.tokenValues = packTokenValues(reasoned().tokens);
                    }
                    answers.push_back(answer);
                }
                CAFTAN_CHECK(addEvaluation(project, evaluation, answers));
            }
        return {};
    }

    template <class T>
    T* child(const char* name) const {
        return detail_->findChild<T*>(QLatin1String(name));
    }

  private Q_SLOTS:
    void initTestCase() {
        theme_ = std::make_unique<Theme>(*qApp, Theme::Mode::Light);
        const std::string folder = directory_.filePath(QStringLiteral("p")).toStdString();
        const Status filled = fill(folder);
        QVERIFY2(filled, filled ? "" : filled.error().message.c_str());
        exploration_ = std::make_unique<Exploration>(service_);
        QVERIFY(test::openAndLoad(service_, *exploration_, QString::fromStdString(folder)));
        detail_ = std::make_unique<QuestionDetail>(service_, *exploration_);
        detail_->resize(420, 800);
        detail_->setVisible(true);
    }
    void cleanupTestCase() {
        detail_.reset();
        exploration_.reset();
        theme_.reset();
    }

    void tokensAreTinted() {
        TintedText text;
        text.resize(300, 100);
        text.setTokens({{QStringLiteral("one "), std::nan(""), std::nan("")},
                        {QStringLiteral("two "), 0.01, 0.1},
                        {QStringLiteral("three"), 2, 0.7}});
        QCOMPARE(text.toPlainText(), QStringLiteral("one two three"));
        QCOMPARE(text.tokenAt(0), text.tokenAt(3));
        QCOMPARE(text.tokenAt(8)->entropy, 2.0);
        QVERIFY(!text.tokenAt(13) && !text.tokenAt(-1));
        QVERIFY(TintedText::tokenText(*text.tokenAt(0)).contains(QStringLiteral("given")));
        QVERIFY(TintedText::tokenText(*text.tokenAt(9)).contains(QStringLiteral("49.7 %")));
        QTextCursor cursor(text.document());
        cursor.setPosition(10);
        QVERIFY(cursor.charFormat().background().style() != Qt::NoBrush);
        cursor.setPosition(5);
        QVERIFY(cursor.charFormat().background().style() == Qt::NoBrush);
        QSignalSpy shown(&text, &TintedText::tokenShown);
        text.setFocus();
        text.moveCursor(QTextCursor::End);
        text.moveCursor(QTextCursor::Left);
        QVERIFY(!shown.isEmpty() && shown.last()[0].toString().contains(QStringLiteral("three")));
        const int low = text.height();
        text.setTokens({{QString(2000, QLatin1Char('x')) + QStringLiteral(" y"), 1, 1}});
        QVERIFY(text.height() > low);
    }

    void recordedReasoningShowsItsCost() {
        detail_->showQuestion(question_);
        QTRY_VERIFY(child<TintedText>("reasoningTokens"));
        QCOMPARE(child<TintedText>("reasoningTokens")->toPlainText(), QString::fromStdString(reasoned().text));
        QCOMPARE(child<TintedText>("reasoningTokens")->tokenCount(), 5); // the end has no text
        const QString summary = child<QLabel>("reasoningSummary")->text();
        QVERIFY2(summary.contains(QStringLiteral("0.466")) && summary.contains(QStringLiteral("1.284")),
                 qPrintable(summary));
        detail_->grab();
    }

    void aRunsAnswerOpensAndIsExplored() {
        detail_->showQuestion(0);
        detail_->showQuestion(question_);
        QTRY_COMPARE(detail_->findChildren<QPushButton*>(QStringLiteral("showAnswer")).size(), 2);
        const int before = int(detail_->findChildren<ReasoningView*>().size());
        auto* show = detail_->findChildren<QPushButton*>(QStringLiteral("showAnswer")).last(); // generated
        QTest::keyClick(show, Qt::Key_Space);
        QTRY_COMPARE(detail_->findChildren<ReasoningView*>().size(), before + 1);
        QTest::keyClick(show, Qt::Key_Space);
        QVERIFY(!child<QPushButton>("exploreAnswers")->isVisible());
        QTest::keyClick(show, Qt::Key_Space);
        QVERIFY(child<QPushButton>("exploreAnswers")->isVisible());
        const int64_t old = *exploration_->scoring();
        QTest::mouseClick(child<QPushButton>("exploreAnswers"), Qt::LeftButton);
        QTRY_VERIFY(exploration_->scoring() != old && exploration_->rows() && !exploration_->isLoading());
        QTRY_VERIFY(exploration_->rows()->scoring.id != old);
        bool reading = false;
        for (const MetricInfo& info : exploration_->rows()->metrics) {
            reading = reading || info.readsKey;
            QCOMPARE(info.readsKey, reading); // those that read the key stand last
            const MetricText text = metricTextOf(QString::fromStdString(info.name));
            QVERIFY2(!text.choice.contains(QLatin1Char('_')), qPrintable(text.choice));
        }
        QVERIFY(reading);
        exploration_->setMetric(QStringLiteral("answer_max_entropy"));
        QTRY_COMPARE(exploration_->rows()->metric, std::string("answer_max_entropy"));
        QCOMPARE(exploration_->columns().metric.front(), double(unsure));
        detail_->showQuestion(question_);
        QTRY_VERIFY(child<TintedText>("reasoningTokens"));
    }
};

QTEST_MAIN(TestQuestionDetail)
#include "test_question_detail.moc"
