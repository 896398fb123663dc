// The window's languages: translations are complete and keep their placeholders, every text the window asks for is in
// them, a change needs no restart, and texts that are 40 % longer than English are not cut off on any page.
#include "tests/ui/runs_fixture.h"
#include "tests/ui/state_checks.h"
#include "tests/ui/train_fixture.h"
#include "ui/charts/line_chart.h"
#include "ui/charts/number_text.h"
#include "ui/models/compare_words.h"
#include "ui/pages/explore/explore_page.h"
#include "ui/shell/language.h"
#include "ui/shell/page.h"
#include "ui/shell/rail.h"
#include "ui/shell/window_host.h"
#include "ui/tour/tour.h"

#include <QApplication>
#include <QFile>
#include <QMenu>
#include <QRegularExpression>
#include <QScrollArea>
#include <QScrollBar>
#include <QSet>
#include <QTemporaryDir>
#include <QTranslator>
#include <QXmlStreamReader>

using namespace caftan;
using namespace caftan::test;
using namespace caftan::ui;

namespace {

struct Message {
    QString context, source;
    QStringList forms; // one, or as many as the language has plurals
    bool unfinished = false, numerus = false;
};

std::vector<Message> readMessages(const QString& language) {
    QFile file(QStringLiteral(CAFTAN_SOURCE_DIR "/translations/caftan_%1.ts").arg(language));
    std::vector<Message> messages;
    if (!file.open(QIODevice::ReadOnly))
        return messages;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const auto attributes = xml.attributes();
        if (xml.name() == QLatin1String("name"))
            context = xml.readElementText();
        else if (xml.name() == QLatin1String("message"))
            messages.push_back({context, {}, {}, false, attributes.value(QLatin1String("numerus")) == u"yes"});
        else if (xml.name() == QLatin1String("source"))
            messages.back().source = xml.readElementText();
        else if (xml.name() == QLatin1String("translation")) {
            messages.back().unfinished = attributes.hasAttribute(QLatin1String("type"));
            if (!messages.back().numerus)
                messages.back().forms << xml.readElementText();
        } else if (xml.name() == QLatin1String("numerusform"))
            messages.back().forms << xml.readElementText();
    }
    return messages;
}

// "%1", "%2", "%n", sorted: a translation may change their order.
QStringList placeholders(const QString& text) {
    static const QRegularExpression pattern(QStringLiteral("%(?:L?\\d{1,2}|n)"));
    QStringList found;
    for (auto match = pattern.globalMatch(text); match.hasNext();)
        found << match.next().captured();
    found.sort();
    return found;
}

// Notes what is asked for, and answers with the same text, 40 % longer.
class PseudoTranslator : public QTranslator {
  public:
    QString translate(const char* context, const char* sourceText, const char*, int) const override {
        const QString source = QString::fromUtf8(sourceText);
        if (*context != 'Q') // not Qt's own
            asked_.insert({QString::fromUtf8(context), source});
        QString longer = source;
        for (qsizetype i = 0; i < (source.size() * 2 + 4) / 5; ++i)
            longer += i % 8 == 3 ? QLatin1Char(' ') : QLatin1Char('e');
        return longer;
    }
    bool isEmpty() const override { return false; }
    const QSet<std::pair<QString, QString>>& asked() const { return asked_; }

  private:
    mutable QSet<std::pair<QString, QString>> asked_;
};

} // namespace

class LanguagesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> directory_;
    std::unique_ptr<Settings> settings_;
    std::unique_ptr<Theme> theme_;

    WindowOptions options() const {
        WindowOptions result;
        result.cli = QStringLiteral(CAFTAN_SOURCE_DIR "/tests/ui/scripted_cli");
        result.dataFolder = directory_->path();
        return result;
    }
    QString makeRuns() {
        const QString folder = directory_->filePath(QStringLiteral("runs"));
        if (!makeRunsProject(folder.toStdString()))
            return {};
        auto project = Project::open(folder.toStdString());
        if (!project || !finishedRun(*project, "one") || !finishedRun(*project, "two"))
            return {};
        return folder;
    }
    static void open(MainWindow& window, const QString& folder) {
        window.resize(1280, 800);
        window.show();
        window.openProject(folder);
        QTRY_COMPARE(window.currentPageName(), QStringLiteral("explore"));
        QTRY_VERIFY(window.exploration().rows());
    }
    static QStringList cutOff(QWidget* shown, const QString& state, bool strict) {
        QStringList problems;
        for (QWidget* widget : shown->findChildren<QWidget*>()) {
            if (!widget->isVisible() || widget->objectName().startsWith(QLatin1String("qt_")))
                continue;
            QString problem = problemOf(widget);
            if (problem.isEmpty() && strict)
                problem = cutTextOf(widget);
            if (!problem.startsWith(QLatin1String("is cut off")))
                continue;
            const auto* button = qobject_cast<QAbstractButton*>(widget);
            const auto* label = qobject_cast<QLabel*>(widget);
            problems << QStringLiteral("%1: %2 %3 \"%4\" %5, %6 of %7")
                            .arg(state, QLatin1String(widget->metaObject()->className()), widget->objectName(),
                                 button  ? button->text()
                                 : label ? label->text()
                                         : QString(),
                                 problem)
                            .arg(widget->width())
                            .arg(widget->sizeHint().width());
        }
        return problems;
    }
    // Only what stays cut off: a page that still reads its rows lays itself out again.
    static void collect(QWidget* shown, const QString& state, QStringList& problems, bool strict = false) {
        QTest::qWait(60);
        const auto settled = [&] { return cutOff(shown, state, strict).isEmpty(); };
        (void)QTest::qWaitFor(settled, 3000);
        for (const QString& problem : cutOff(shown, state, strict))
            if (!problems.contains(problem))
                problems << problem;
    }
    // Every page and view of the window.
    static void walk(MainWindow& window, QStringList& problems, bool strict = false) {
        for (int i = 0; i < window.pageCount(); ++i) {
            window.showPage(i);
            QTest::qWait(80);
            collect(&window, window.pageName(i), problems, strict);
            auto* page = qobject_cast<Page*>(window.currentPage());
            if (!page)
                continue;
            for (const QString& view : page->views()) {
                page->showView(view);
                collect(&window, window.pageName(i) + QLatin1Char('-') + view, problems, strict);
            }
        }
        window.showJobs(true);
        collect(&window, QStringLiteral("jobs"), problems);
        window.showJobs(false);
    }

  private Q_SLOTS:
    void init() {
        directory_ = std::make_unique<QTemporaryDir>();
        settings_ = std::make_unique<Settings>(directory_->filePath(QStringLiteral("settings.ini")));
        theme_ = std::make_unique<Theme>(*qApp, Theme::Mode::Light);
    }
    void cleanup() { theme_.reset(); }

    void translationsAreComplete_data() {
        QTest::addColumn<QString>("language");
        QTest::addColumn<int>("plurals");
        QTest::newRow("German") << QStringLiteral("de") << 2;
        QTest::newRow("Chinese") << QStringLiteral("zh_CN") << 1;
        QTest::newRow("English plurals") << QStringLiteral("en") << 2;
    }
    void translationsAreComplete() {
        QFETCH(const QString, language);
        QFETCH(const int, plurals);
        const auto messages = readMessages(language);
        QVERIFY(messages.size() > (language == QLatin1String("en") ? 0u : 1000u));
        for (const Message& message : messages) {
            const QByteArray about = (message.context + QStringLiteral(": ") + message.source).toUtf8();
            QVERIFY2(!message.unfinished, about);
            QVERIFY2(message.forms.size() == (message.numerus ? plurals : 1), about);
            for (const QString& form : message.forms) {
                QVERIFY2(!form.trimmed().isEmpty(), about);
                QVERIFY2(placeholders(form) == placeholders(message.source), about + " -> " + form.toUtf8());
            }
        }
    }

    void systemIsTheDefault() {
        Language language(*settings_);
        QCOMPARE(language.choice(), QStringLiteral("system"));
        QVERIFY(Language::isBuiltIn(QStringLiteral("en")));
        Language unknown(*settings_, QStringLiteral("tlh"));
        QCOMPARE(unknown.choice(), QStringLiteral("system"));
    }

    void numbersAndDatesFollow() {
        const double time = 1'700'000'000;
        {
            Language english(*settings_, QStringLiteral("en"));
            QCOMPARE(groupedText(12032), QStringLiteral("12,032"));
            QCOMPARE(percentText(0.3132), QStringLiteral("31.3 %"));
            QVERIFY(dateTimeText(time).contains(QLatin1String("Nov 2023")));
            QCOMPARE(localNumbers(QStringLiteral("-0.8 [-2.4, +0.8] of distill-5, 1,200")),
                     QStringLiteral("−0.8 [−2.4, +0.8] of distill-5, 1,200"));
        }
        {
            Language german(*settings_, QStringLiteral("de"));
            QCOMPARE(groupedText(12032), QStringLiteral("12.032"));
            QCOMPARE(percentText(0.3132), QStringLiteral("31,3 %"));
            QVERIFY(dateTimeText(time).contains(QLatin1String(".11.2023 ")));
            QCOMPARE(shareText(0.712), QStringLiteral(".712")); // as papers have it
            QCOMPARE(metricText(0.0931), QStringLiteral("0.093"));
            QCOMPARE(localNumbers(QStringLiteral("-0.8 [-2.4, +0.8] (p < .001): no difference; about 5,900 questions")),
                     QStringLiteral("−0,8 [−2,4; +0,8] (p < .001): no difference; about 5.900 questions"));
            QCOMPARE(localNumbers(QStringLiteral("+23.8 [+21.1, +26.7], p = 1.00, 1,234,567.5 of 20000")),
                     QStringLiteral("+23,8 [+21,1; +26,7], p = 1.00, 1.234.567,5 of 20000"));
        }
        Language chinese(*settings_, QStringLiteral("zh"));
        QCOMPARE(groupedText(12032), QStringLiteral("12,032"));
        QVERIFY(dateTimeText(time).startsWith(QLatin1String("2023-11-1")));
    }

    void changesWithoutARestart() {
        if (!Language::isBuiltIn(QStringLiteral("de")))
            QSKIP("Built without Qt's translation tools.");
        const QString folder = makeRuns();
        QVERIFY(!folder.isEmpty());
        Language language(*settings_, QStringLiteral("en"));
        WindowHost host(*theme_, *settings_, language, options());
        open(host.window(), folder);
        host.window().showPage(QStringLiteral("runs"));
        const auto railText = [&] { return host.window().findChild<Rail*>()->button(0)->text(); };
        QCOMPARE(railText(), QStringLiteral("Data"));
        QSignalSpy replaced(&host, &WindowHost::replaced);
        const auto pick = [&](const char* code) {
            for (QAction* action : host.window().findChild<QMenu*>(QStringLiteral("languages"))->actions())
                if (action->data().toString() == QLatin1String(code))
                    return action->trigger();
        };
        QTRY_COMPARE(host.window().exploration().cuts().size(), size_t(2));
        const std::vector<double> before = host.window().exploration().quantiles();
        host.window().exploration().setQuantiles({0.2, 0.6}, QStringLiteral("Moved"));
        host.window().exploration().setQuantiles({0.1, 0.6}, QStringLiteral("Moved again"));
        host.window().exploration().undoStack().undo();
        const QSize size = host.window().size();
        pick("de");
        QVERIFY(replaced.wait());
        QCOMPARE(railText(), QStringLiteral("Daten"));
        QCOMPARE(host.window().size(), size);
        QCOMPARE(host.window().currentPageName(), QStringLiteral("runs"));
        QTRY_VERIFY(host.window().service().isOpen() && host.window().exploration().rows());
        QCOMPARE(host.window().currentPageName(), QStringLiteral("runs"));
        QCOMPARE(settings_->value(Setting::Language).toString(), QStringLiteral("de"));
        QTRY_COMPARE(host.window().exploration().undoStack().count(), 2); // what can be undone and redone stays
        QCOMPARE(host.window().exploration().undoStack().index(), 1);
        QCOMPARE(host.window().exploration().quantiles(), (std::vector<double>{0.2, 0.6}));
        host.window().exploration().undoStack().undo();
        QCOMPARE(host.window().exploration().quantiles(), before);
        theme_->setTextScale(1.25); // what was measured with the old font is made anew
        QVERIFY(replaced.wait());
        QCOMPARE(host.window().currentPageName(), QStringLiteral("runs"));
        theme_->setTextScale(1);
        QVERIFY(replaced.wait());
        QTRY_VERIFY(host.window().service().isOpen() && host.window().exploration().rows());
        pick("zh");
        QVERIFY(replaced.wait());
        QCOMPARE(railText(), QStringLiteral("数据"));
        pick("en");
        QVERIFY(replaced.wait());
        QCOMPARE(railText(), QStringLiteral("Data"));
        pick("en"); // nothing to change
        QVERIFY(!replaced.wait(100));
    }

    void pagesFit_data() {
        QTest::addColumn<QString>("code");
        QTest::newRow("German") << QStringLiteral("de");
        QTest::newRow("Chinese") << QStringLiteral("zh");
    }
    // No page of the window's usual size is scrolled sideways.
    void pagesFit() {
        QFETCH(const QString, code);
        if (!Language::isBuiltIn(code))
            QSKIP("Built without Qt's translation tools.");
        const QString folder = makeRuns();
        QVERIFY(!folder.isEmpty());
        if (QFontInfo(qApp->font()).family() != QLatin1String("Noto Sans"))
            QSKIP("Widths are laid out for Noto Sans; other fonts are wider.");
        Language language(*settings_, code);
        MainWindow window(*theme_, *settings_, options());
        open(window, folder);
        QStringList problems;
        for (int i = 0; i < window.pageCount(); ++i) {
            window.showPage(i);
            collect(&window, window.pageName(i), problems);
            for (const QScrollArea* area : window.currentPage()->findChildren<QScrollArea*>())
                if (area->isVisible() && area->horizontalScrollBar()->maximum() > 0)
                    problems << QStringLiteral("%1 is %2 pixels too wide")
                                    .arg(window.pageName(i))
                                    .arg(area->horizontalScrollBar()->maximum());
        }
        QVERIFY2(problems.isEmpty(), problems.join(QLatin1Char('\n')).toUtf8());
    }

    void largeTextIsWhole_data() {
        QTest::addColumn<QString>("code");
        QTest::newRow("English") << QStringLiteral("en");
        QTest::newRow("German") << QStringLiteral("de");
    }
    // Text of 200 % in a small window: pages scroll, and squeeze neither their rail nor their charts nor their words.
    void largeTextIsWhole() {
        QFETCH(const QString, code);
        if (!Language::isBuiltIn(code))
            QSKIP("Built without Qt's translation tools.");
        const QString folder = makeRuns();
        QVERIFY(!folder.isEmpty());
        theme_->setTextScale(2);
        Language language(*settings_, code);
        MainWindow window(*theme_, *settings_, options());
        open(window, folder);
        QCOMPARE(window.width(), 1280);
        QStringList problems;
        walk(window, problems, true);
        for (int i = 0; i < window.pageCount(); ++i) {
            window.showPage(i);
            QTest::qWait(80);
            const auto* rail = window.findChild<Rail*>();
            if (rail->width() < rail->sizeHint().width())
                problems << QStringLiteral("the rail is squeezed on ") + window.pageName(i);
            for (const QScrollArea* area : window.currentPage()->findChildren<QScrollArea*>())
                if (window.pageName(i) == QLatin1String("explore") && dynamic_cast<const PageScroll*>(area) &&
                    area->horizontalScrollBar()->maximum() > 0) // its parts stand one below the other instead
                    problems << QStringLiteral("Explore is scrolled sideways: %1 of %2 pixels are beyond")
                                    .arg(area->horizontalScrollBar()->maximum())
                                    .arg(area->widget()->width());
            for (const LineChart* chart : window.currentPage()->findChildren<LineChart*>())
                if (chart->isVisible() && chart->height() < chart->minimumSizeHint().height())
                    problems << chart->objectName() + QStringLiteral(" is squeezed on ") + window.pageName(i);
        }
        QVERIFY2(problems.isEmpty(), "\n" + problems.join(QLatin1Char('\n')).toUtf8());
    }

    void longerTextsAreNotCutOffAndEveryTextIsTranslated() {
        const QString folder = makeRuns(), demo = directory_->filePath(QStringLiteral("demo"));
        QVERIFY(!folder.isEmpty() && makeTrainProject(demo.toStdString()).has_value());
        PseudoTranslator pseudo;
        QVERIFY(QCoreApplication::installTranslator(&pseudo));
        QStringList problems;
        {
            MainWindow window(*theme_, *settings_, options());
            window.resize(1280, 800);
            window.show();
            collect(&window, QStringLiteral("welcome"), problems);
            open(window, folder);
            walk(window, problems);
        }
        {
            MainWindow window(*theme_, *settings_, options());
            open(window, demo);
            Q_EMIT window.findChild<ExplorePage*>()->trainWanted();
            QTest::qWait(300);
            collect(&window, QStringLiteral("train-sheet"), problems);
            walk(window, problems);
            window.startTour();
            for (int step = 0; step < tourSteps; ++step) {
                Q_EMIT window.tour()->card()->stepWanted(step);
                collect(&window, QStringLiteral("tour-%1").arg(step + 1), problems);
            }
        }
        QCoreApplication::removeTranslator(&pseudo);
        QVERIFY2(problems.isEmpty(), "\n" + problems.join(QLatin1Char('\n')).toUtf8());

        QSet<std::pair<QString, QString>> known;
        for (const Message& message : readMessages(QStringLiteral("de")))
            known.insert({message.context, message.source});
        QStringList unknown;
        for (const auto& [context, source] : pseudo.asked())
            if (!known.contains({context, source}) && !known.contains({QStringLiteral("caftan::ui"), source}))
                unknown << context + QStringLiteral(": ") + source;
        QVERIFY2(unknown.isEmpty(), "run the target translations_update:\n" + unknown.join(QLatin1Char('\n')).toUtf8());
    }
};

QTEST_MAIN(LanguagesTest)
#include "test_languages.moc"
