#include "ui/pages/runs/log_view.h"

#include "ui/models/project_service.h"
#include "ui/shell/theme.h"
#include "ui/shell/widgets.h"

#include <QDateTime>
#include <QDir>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QVBoxLayout>
#include <fstream>

namespace caftan::ui {

namespace {

constexpr std::streamoff shownErrorBytes = 32 * 1024;
constexpr int shownLogLines = 5000;

std::string fileEnd(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    if (!file)
        return {};
    const std::streamoff size = file.tellg();
    file.seekg(std::max<std::streamoff>(0, size - shownErrorBytes));
    return {std::istreambuf_iterator<char>(file), {}};
}

QString logLine(const LogLine& line) {
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(qint64(line.time * 1000));
    const QString level = line.level == "info" ? QString() : QString::fromStdString(line.level) + QStringLiteral(": ");
    return time.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss  ")) + level + QString::fromStdString(line.text);
}

} // namespace

LogView::LogView(ProjectService& service, QWidget* parent)
    : RunTab(parent), service_(service), log_(new QPlainTextEdit(this)), errors_(new QPlainTextEdit(this)) {
    QVBoxLayout* inner = nullptr;
    QFrame* card = makeCard(this, inner);
    where_ = makeLabel({}, "label", card);
    where_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    log_->setObjectName(QStringLiteral("runLog"));
    log_->setAccessibleName(tr("Log of the run"));
    log_->setPlaceholderText(tr("Nothing was reported yet: warnings, resumed checkpoints and questions left out appear "
                                "here."));
    errors_->setObjectName(QStringLiteral("runErrors"));
    errors_->setAccessibleName(tr("Standard error of the run's process"));
    errors_->setPlaceholderText(
        tr("The process wrote nothing to a file: a run of a terminal writes to that terminal."));
    for (QPlainTextEdit* text : {log_, errors_}) {
        text->setReadOnly(true);
        text->setFont(monospaceFont());
        text->setMaximumBlockCount(shownLogLines);
        setRole(text, "log");
    }
    inner->addWidget(makeLabel(tr("Log"), "section", card));
    inner->addWidget(log_, 3);
    inner->addWidget(makeLabel(tr("Standard error"), "section", card));
    inner->addWidget(where_);
    inner->addWidget(errors_, 2);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);
    connect(&service, &ProjectService::closed, this, [this] { asking_ = again_ = false; }); // no answer comes
}

void LogView::showRun(const RunView* run, const RunPoints*) {
    const std::string uid = run ? run->uid : std::string();
    if (uid != uid_) {
        uid_ = uid;
        job_ = run && run->job ? run->job->id : 0;
        last_ = 0;
        log_->clear();
        errors_->clear();
        where_->setText(
            uid.empty() ? QString()
                        : tr("end of %1")
                              .arg(QDir(service_.folder())
                                       .filePath(QStringLiteral("runs/%1/log.txt").arg(QString::fromStdString(uid)))));
    }
    read();
}

void LogView::read() {
    if (uid_.empty())
        return;
    if (asking_) {
        again_ = true;
        return;
    }
    asking_ = true;
    service_.ask<Lines>(
        this,
        [job = job_, after = last_, uid = uid_](Project& project) -> Result<Lines> {
            Lines lines;
            if (job > 0) {
                CAFTAN_TRY(rows, loadLog(project, job, after));
                lines.rows = std::move(rows);
            }
            lines.standardError = fileEnd(project.runFolder(uid) / "log.txt");
            return lines;
        },
        [this, uid = uid_](Result<Lines> lines) {
            asking_ = false;
            if (uid == uid_ && lines)
                take(*lines);
            if (std::exchange(again_, false))
                read();
        });
}

void LogView::take(const Lines& lines) {
    for (const LogLine& line : lines.rows) {
        if (line.id <= last_)
            continue;
        last_ = line.id;
        log_->appendPlainText(logLine(line));
    }
    const QString text = QString::fromStdString(lines.standardError).trimmed();
    if (text != errors_->toPlainText()) {
        errors_->setPlainText(text);
        errors_->verticalScrollBar()->setValue(errors_->verticalScrollBar()->maximum());
    }
}

} // namespace caftan::ui
