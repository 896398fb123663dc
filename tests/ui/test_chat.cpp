// The Chat page with a made-up model: this program answers `chat` when it is started with such arguments. Two models
// side by side, tinted tokens with their alternatives, the band of a question, stop, missing models.
#include "tests/ui/state_checks.h"
#include "tests/ui/train_fixture.h"
#include "ui/pages/chat/chat_page.h"
#include "ui/pages/chat/transcript.h"
#include "ui/shell/entropy_levels.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice.h"
#include "ui/shell/widgets.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTemporaryDir>

#include <iostream>
#include <poll.h>

using namespace caftan;
using namespace caftan::ui;

namespace {

void say(const Json& line) {
    std::puts(dumpJson(line).c_str());
    std::fflush(stdout);
}

bool cancelWaits() { // a line that comes while an answer is made cancels it here
    pollfd input{STDIN_FILENO, POLLIN, 0};
    return ::poll(&input, 1, 0) > 0;
}

void madeUpAnswer(int id, bool endless) {
    say({{"event", "start"}, {"id", id}});
    const std::pair<const char*, double> words[] = {{"The", 0.02}, {" answer", 0.4}, {" is", 1.2}, {" Paris", 2.1},
                                                    {",", 0.3},    {" or", 1.9},     {" B", 0.05}, {".", 0.01}};
    const size_t count = endless ? 4000 : std::size(words);
    size_t made = 0;
    for (; made < count && !cancelWaits(); ++made) {
        const auto& [text, entropy] = words[made % std::size(words)];
        say({{"event", "token"},
             {"id", id},
             {"token", int(made)},
             {"text", text},
             {"entropy", entropy},
             {"probability", 0.75},
             {"top", {{{"text", text}, {"p", 0.75}}, {{"text", " London"}, {"p", 0.125}}}}});
        ::usleep(endless ? 3000 : 500);
    }
    say({{"event", "end"},
         {"id", id},
         {"reason", made < count ? "cancelled" : "stop"},
         {"tokens", made},
         {"tokens_per_s", 42.0}});
}

// "demo-base" answers; any other model is not there.
int fakeChat(int argc, char** argv) {
    if (std::string(argv[argc - 1]) != "demo-base") {
        say({{"event", "error"}, {"id", nullptr}, {"message", "The model is not where it was. Add it again."}});
        return 1;
    }
    say({{"event", "ready"}, {"device", "cpu"}, {"context", 2048}});
    for (std::string line; std::getline(std::cin, line);) {
        const Json request = *parseJson(line);
        const int id = request.value("id", 0);
        if (request.contains("score")) {
            const bool question = request["score"].get<std::string>().find("A.") != std::string::npos;
            say(question ? Json{{"event", "score"}, {"id", id}, {"entropy", 0.9}, {"answer", "B"}, {"predicted", "B"}}
                         : Json{{"event", "error"}, {"id", id}, {"message", "the question has no options."}});
        } else if (request.contains("messages")) {
            madeUpAnswer(id, request["messages"].back()["content"] == "go on for ever");
        }
    }
    return 0;
}

} // namespace

class Chat : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> directory_;
    std::unique_ptr<Settings> settings_;
    std::unique_ptr<Theme> theme_;
    std::unique_ptr<MainWindow> window_;
    bool dark_ = false;

    template <class T>
    T* child(const char* name) {
        return window_->findChild<T*>(QLatin1String(name));
    }
    Transcript* transcript(int number) {
        return window_->findChild<Transcript*>(QStringLiteral("chatTranscript%1").arg(number));
    }
    void send(const QString& text) {
        child<QPlainTextEdit>("chatInput")->setPlainText(text);
        QTest::keyClick(child<QPlainTextEdit>("chatInput"), Qt::Key_Return);
    }
    ChatPage* page() { return qobject_cast<ChatPage*>(window_->currentPage()); }
    void check(const char* state) { test::checkState(window_.get(), QLatin1String(state), dark_); }

    void openWindow(bool withModel) {
        const QString folder = directory_->filePath(QStringLiteral("project"));
        if (withModel) {
            QVERIFY(test::makeTrainProject(folder.toStdString()).has_value());
            auto project = Project::open(folder.toStdString());
            ModelRecord gone;
            gone.name = "gone";
            gone.path = "/nonexistent";
            gone.sha256 = std::string(64, 'c');
            QVERIFY(addModel(*project, gone).has_value());
        } else {
            QVERIFY(Project::create(folder.toStdString(), "empty").has_value());
        }
        WindowOptions options;
        options.cli = QCoreApplication::applicationFilePath();
        options.dataFolder = directory_->path();
        window_ = std::make_unique<MainWindow>(*theme_, *settings_, options);
        window_->resize(1280, 800);
        window_->show();
        QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
        window_->openProject(folder);
        QTRY_VERIFY(window_->library().loaded());
        window_->showPage(QStringLiteral("chat"));
        QTRY_COMPARE(window_->currentPageName(), QStringLiteral("chat"));
    }

  private Q_SLOTS:
    void init() {
        dark_ = qEnvironmentVariableIsSet("CAFTAN_STATE_DARK");
        directory_ = std::make_unique<QTemporaryDir>();
        settings_ = std::make_unique<Settings>(directory_->filePath(QStringLiteral("settings.ini")));
        theme_ = std::make_unique<Theme>(*qApp, dark_ ? Theme::Mode::Dark : Theme::Mode::Light,
                                         qEnvironmentVariable("CAFTAN_STATE_SCALE", QStringLiteral("1")).toDouble());
    }
    void cleanup() {
        window_.reset();
        theme_.reset();
    }

    void withoutModelsItSaysWhatToDo() {
        openWindow(false);
        QTRY_VERIFY(child<QPushButton>("chatGoData")->isVisible());
        check("chat-empty");
        QTest::mouseClick(child<QPushButton>("chatGoData"), Qt::LeftButton);
        QCOMPARE(window_->currentPageName(), QStringLiteral("data"));
    }

    void answersStreamTintedWithAlternatives() {
        openWindow(true);
        QTRY_COMPARE(child<QComboBox>("chatModel0")->currentText(), QStringLiteral("demo-base"));
        QVERIFY(page()->commandLine().contains(QStringLiteral("chat --model demo-base")));
        QVERIFY(!child<QPushButton>("chatSend")->isEnabled());
        check("chat-fresh");
        send(QStringLiteral("What is the capital of France?"));
        QTRY_COMPARE(transcript(0)->wordCount(), 8);
        QTRY_VERIFY(!page()->pane(0)->isBusy());
        const QString text = transcript(0)->toPlainText();
        QVERIFY(text.endsWith(QStringLiteral("The answer is Paris, or B.")));
        QVERIFY(child<QLabel>("chatBand0")->text().contains(QStringLiteral("no options")));
        // The caret on a token tells what else there was.
        const int at = int(text.indexOf(QStringLiteral("Paris")));
        QTextCursor caret(transcript(0)->document());
        caret.setPosition(at);
        transcript(0)->setTextCursor(caret);
        const QString token = child<ElidedLabel>("chatToken")->whole();
        QVERIFY2(token.contains(QStringLiteral("“·Paris” 75.0 %")) &&
                     token.contains(QStringLiteral("“·London” 12.5 %")),
                 qPrintable(token));
        // Tint and underline: sure tokens have neither.
        caret.setPosition(at + 1);
        QCOMPARE(caret.charFormat().underlineStyle(), QTextCharFormat::SingleUnderline);
        caret.setPosition(int(text.lastIndexOf(QLatin1Char('.'))) + 1);
        QCOMPARE(caret.charFormat().underlineStyle(), QTextCharFormat::NoUnderline);
        QCOMPARE(entropyLevel(0.0), 0);
        QCOMPARE(entropyLevel(5.0), 3);
        check("chat-answered");
    }

    void theQuestionsBandIsTold() {
        openWindow(true);
        QTRY_VERIFY(window_->exploration().rows());
        window_->exploration().setCuts({0.1, 0.7}, QString());
        send(QStringLiteral("Which one?\nA. this\nB. that"));
        QTRY_VERIFY2(child<QLabel>("chatBand0")->text().contains(QStringLiteral("<b>hard</b>")),
                     qPrintable(child<QLabel>("chatBand0")->text()));
        window_->exploration().setCuts({0.1, 1.2}, QString());
        QTRY_VERIFY(child<QLabel>("chatBand0")->text().contains(QStringLiteral("<b>middle</b>")));
        QTRY_VERIFY(!page()->pane(0)->isBusy());
        check("chat-band");
    }

    void twoModelsAnswerAndAMissingOneSaysSo() {
        openWindow(true);
        child<QCheckBox>("chatTwo")->setChecked(true);
        QTRY_COMPARE(child<QComboBox>("chatModel1")->currentText(), QStringLiteral("gone"));
        send(QStringLiteral("Which one?\nA. this\nB. that"));
        QTRY_COMPARE(transcript(0)->wordCount(), 8);
        auto* notice = page()->pane(1)->findChild<Notice*>();
        QTRY_VERIFY(notice->isVisible());
        QVERIFY(notice->message().contains(QStringLiteral("Add it again")));
        QVERIFY(!page()->pane(1)->isBusy());
        check("chat-missing");
        child<QComboBox>("chatModel1")->setCurrentIndex(0);
        QVERIFY(!notice->isVisible());
        send(QStringLiteral("Which one?\nA. this\nB. that"));
        QTRY_COMPARE(transcript(1)->wordCount(), 8);
        QTRY_COMPARE(transcript(0)->wordCount(), 16);
        QTRY_VERIFY(!page()->pane(0)->isBusy() && !page()->pane(1)->isBusy());
        check("chat-two");
    }

    void anAnswerIsStoppedAndTheConversationGoesOn() {
        openWindow(true);
        QTRY_VERIFY(page()->pane(0)->subject());
        send(QStringLiteral("go on for ever"));
        QTRY_VERIFY(transcript(0)->wordCount() > 10);
        QVERIFY(child<QPushButton>("chatStop")->isEnabled());
        QVERIFY(!child<QPushButton>("chatSend")->isEnabled());
        check("chat-streaming");
        QTest::keyClick(child<QPlainTextEdit>("chatInput"), Qt::Key_Escape);
        QTRY_VERIFY(!page()->pane(0)->isBusy());
        QVERIFY(transcript(0)->toPlainText().endsWith(QStringLiteral("stopped")));
        const int before = transcript(0)->wordCount();
        send(QStringLiteral("and now?"));
        QTRY_COMPARE(transcript(0)->wordCount(), before + 8);
        QTest::mouseClick(child<QPushButton>("chatNew"), Qt::LeftButton);
        QCOMPARE(transcript(0)->wordCount(), 0);
        theme_->setMode(dark_ ? Theme::Mode::Light : Theme::Mode::Dark); // tints follow
        send(QStringLiteral("once more"));
        QTRY_COMPARE(transcript(0)->wordCount(), 8);
        window_->service().close(); // the process ends with the project
        QTRY_COMPARE(transcript(0)->wordCount(), 0);
        QVERIFY(!page()->pane(0)->isBusy());
    }
};

int main(int argc, char** argv) {
    for (int i = 1; i < argc; ++i)
        if (std::string_view(argv[i]) == "chat")
            return fakeChat(argc, argv);
    if (const auto code = caftan::test::fakeCli(argc, argv))
        return *code;
    QApplication application(argc, argv);
    Chat test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_chat.moc"
