#include "ui/jobs/chat_process.h"

#include "ui/jobs/cli.h"

#include <QProcess>
#include <QTimer>
#include <utility>

namespace caftan::ui {

namespace {

constexpr int chatKillMilliseconds = 2000;
constexpr qsizetype longestChatLine = 4 << 20; // bytes; ours are below a few thousand

QString stringOf(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? QString::fromStdString(found->get<std::string>()) : QString();
}
double numberOf(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_number() ? found->get<double>() : 0;
}

ChatWord wordOf(const Json& line) {
    ChatWord word{stringOf(line, "text"), numberOf(line, "entropy"), numberOf(line, "probability"), {}};
    if (const auto top = line.find("top"); top != line.end() && top->is_array())
        for (const Json& entry : *top)
            if (entry.is_object())
                word.alternatives.emplace_back(stringOf(entry, "text"), numberOf(entry, "p"));
    return word;
}

} // namespace

ChatProcess::ChatProcess(QObject* parent) : QObject(parent) {}

ChatProcess::~ChatProcess() {
    stop();
}

void ChatProcess::start(const QString& program, const QStringList& arguments) {
    stop();
    program_ = program;
    process_ = new QProcess(this);
    connect(process_, &QProcess::readyReadStandardOutput, this, &ChatProcess::read);
    connect(process_, &QProcess::readyReadStandardError, this, [this] {
        constexpr qsizetype kept = 4096;
        errors_ = (errors_ + process_->readAllStandardError()).right(kept);
    });
    connect(process_, &QProcess::finished, this, &ChatProcess::finish);
    connect(process_, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            finish();
    });
    state_ = State::Loading;
    process_->start(program, QStringList{QStringLiteral("--json")} + arguments);
}

// The child outlives this object for the moment that it takes to end: the window waits for nothing.
void ChatProcess::stop() {
    state_ = State::Off;
    output_.clear();
    errors_.clear();
    said_.clear();
    QProcess* leaving = std::exchange(process_, nullptr);
    if (!leaving)
        return;
    leaving->disconnect(this);
    leaving->setParent(nullptr);
    if (leaving->state() == QProcess::NotRunning)
        return leaving->deleteLater();
    connect(leaving, &QProcess::finished, leaving, &QObject::deleteLater);
    leaving->terminate();
    QTimer::singleShot(chatKillMilliseconds, leaving, &QProcess::kill);
}

int ChatProcess::send(Json request) {
    const int id = next_++;
    request["id"] = id;
    if (process_)
        process_->write(QByteArray::fromStdString(dumpJson(request)) + '\n');
    return id;
}

void ChatProcess::cancel(int id) {
    if (process_)
        process_->write(QByteArray::fromStdString(dumpJson(Json{{"cancel", id}})) + '\n');
}

void ChatProcess::read() {
    output_ += process_->readAllStandardOutput();
    for (qsizetype end; process_ && (end = output_.indexOf('\n')) >= 0;) {
        const QByteArray line = output_.left(end);
        output_.remove(0, end + 1);
        if (const auto json = parseJson(std::string_view(line.constData(), size_t(line.size())));
            json && json->is_object())
            take(*json);
    }
    if (output_.size() > longestChatLine)
        output_.clear();
}

void ChatProcess::take(const Json& line) {
    const QString event = stringOf(line, "event");
    const int id = int(numberOf(line, "id"));
    if (event == QLatin1String("ready")) {
        state_ = State::Ready;
        Q_EMIT ready(stringOf(line, "device"), qint64(numberOf(line, "context")));
    } else if (event == QLatin1String("token")) {
        Q_EMIT word(id, wordOf(line));
    } else if (event == QLatin1String("end")) {
        Q_EMIT ended(id, stringOf(line, "reason"), qint64(numberOf(line, "tokens")), numberOf(line, "tokens_per_s"));
    } else if (event == QLatin1String("score")) {
        Q_EMIT scored(id, numberOf(line, "entropy"), stringOf(line, "answer"), stringOf(line, "predicted"));
    } else if (event == QLatin1String("error")) {
        if (id > 0)
            Q_EMIT refused(id, stringOf(line, "message"));
        else
            said_ = stringOf(line, "message");
    }
}

void ChatProcess::finish() {
    if (!process_)
        return;
    read();
    if (!process_)
        return;
    QString message = said_;
    if (process_->error() == QProcess::FailedToStart)
        message = cliMissing(program_);
    else if (message.isEmpty())
        message = tr("The model's process ended unexpectedly. %1")
                      .arg(QString::fromUtf8(errors_).trimmed().section(QLatin1Char('\n'), -1))
                      .trimmed();
    stop();
    Q_EMIT died(message);
}

} // namespace caftan::ui
