#include "ui/jobs/cli.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTimer>
#include <utility>

namespace caftan::ui {

namespace {

constexpr int killMilliseconds = 2000;
const QString errorPrefix = QStringLiteral("caftan-cli: ");

QString normalised(const QByteArray& errors) {
    return QString::fromUtf8(errors).replace(QLatin1Char('\r'), QLatin1Char('\n')).trimmed();
}

QString lastLine(const QByteArray& errors) {
    return normalised(errors).section(QLatin1Char('\n'), -1).trimmed();
}

// What the program said before it gave up: everything from its last "caftan-cli: ", else the last line.
QString lastSentence(const QByteArray& errors) {
    const QString text = normalised(errors);
    const qsizetype at = text.startsWith(errorPrefix) && !text.contains(QLatin1Char('\n') + errorPrefix)
                             ? 0
                             : text.lastIndexOf(QLatin1Char('\n') + errorPrefix) + 1;
    return text.mid(at).startsWith(errorPrefix) ? text.mid(at + errorPrefix.size()) : lastLine(errors);
}

} // namespace

QString findCli() {
    const QString name = QStringLiteral("caftan-cli");
    const QString beside = QDir(QCoreApplication::applicationDirPath()).filePath(name);
    return QFileInfo(beside).isExecutable() ? beside : QStandardPaths::findExecutable(name);
}

QString cliMissing(const QString& program) {
    if (program.isEmpty())
        return QCoreApplication::translate("Cli",
                                           "caftan-cli was not found beside this program or on the search path. It "
                                           "does all imports and jobs: put it there, or start caftan with "
                                           "--cli PATH.");
    return QCoreApplication::translate("Cli",
                                       "%1 could not be started. It does all imports and jobs: check that the file "
                                       "is there and may be executed, or start caftan with --cli PATH.")
        .arg(program);
}

QString shellLine(const QStringList& words) {
    QStringList quoted;
    for (QString word : words) {
        static const QString plain = QStringLiteral("_-./=:,+@%");
        bool safe = !word.isEmpty();
        for (const QChar c : word)
            safe = safe && ((c.unicode() < 128 && c.isLetterOrNumber()) || plain.contains(c));
        if (!safe)
            word = QLatin1Char('\'') + word.replace(QLatin1Char('\''), QStringLiteral("'\\''")) + QLatin1Char('\'');
        quoted << word;
    }
    return quoted.join(QLatin1Char(' '));
}

CliCall::CliCall(const QString& program, const QStringList& arguments, std::function<void(Result<Json>)> done,
                 QObject* parent)
    : QObject(parent), process_(new QProcess(this)), program_(program), done_(std::move(done)) {
    connect(process_, &QProcess::readyReadStandardError, this, &CliCall::readErrors);
    connect(process_, &QProcess::finished, this,
            [this](int code, QProcess::ExitStatus status) { finish(code, status == QProcess::CrashExit); });
    connect(process_, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            finish(-1, false);
    });
    process_->setStandardInputFile(QProcess::nullDevice());
    // Queued, so that `done` is never called before the caller has this object.
    QMetaObject::invokeMethod(
        this, [this, words = QStringList{QStringLiteral("--json")} + arguments] { process_->start(program_, words); },
        Qt::QueuedConnection);
}

CliCall::~CliCall() {
    cancel();
}

// The process outlives this object for the moment that it takes to end: the window waits for nothing.
void CliCall::cancel() {
    answered_ = true;
    if (!process_ || process_->state() == QProcess::NotRunning)
        return;
    QProcess* leaving = std::exchange(process_, nullptr);
    leaving->disconnect(this);
    leaving->setParent(nullptr);
    connect(leaving, &QProcess::finished, leaving, &QObject::deleteLater);
    leaving->terminate();
    QTimer::singleShot(killMilliseconds, leaving, &QProcess::kill);
}

void CliCall::readErrors() {
    errors_ += process_->readAllStandardError();
    constexpr qsizetype limit = 64 * 1024;
    if (errors_.size() > limit)
        errors_ = errors_.right(limit / 2);
    Q_EMIT progress(lastLine(errors_));
}

void CliCall::finish(int exitCode, bool crashed) {
    if (answered_)
        return;
    answered_ = true;
    deleteLater();
    const auto done = std::move(done_);
    if (process_->error() == QProcess::FailedToStart)
        return done(fail(cliMissing(program_).toStdString()));
    readErrors();
    const QString said = lastSentence(errors_);
    if (crashed)
        return done(fail(tr("%1 ended unexpectedly. %2").arg(program_, said).trimmed().toStdString()));
    if (exitCode != 0)
        return done(
            fail((said.isEmpty() ? tr("%1 gave exit code %2 and said nothing.").arg(program_).arg(exitCode) : said)
                     .toStdString()));
    const QByteArray output = process_->readAllStandardOutput();
    done(output.trimmed().isEmpty() ? Result<Json>(Json::object())
                                    : parseJson(std::string_view(output.constData(), size_t(output.size()))));
}

} // namespace caftan::ui
