#include "ui/jobs/demo_maker.h"

#include "core/store/project.h"
#include "ui/jobs/cli.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace caftan::ui {

DemoMaker::DemoMaker(const QString& program, const QString& dataFolder, QObject* parent)
    : QObject(parent), program_(program) {
    const QString base = !dataFolder.isEmpty() ? dataFolder
                                               : QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
                                                     QStringLiteral("/caftan");
    folder_ = QDir(base).filePath(QStringLiteral("demo"));
}

void DemoMaker::make() {
    if (busy())
        return;
    if (Project::exists(folder_.toStdString()))
        return Q_EMIT ready(folder_);
    const QString parent = QFileInfo(folder_).path();
    if (!QDir().mkpath(parent))
        return Q_EMIT failed(
            tr("%1 could not be made, so there is no place for the demo. Make the folder writable and try "
               "again.")
                .arg(parent));
    call_ = new CliCall(
        program_, {QStringLiteral("demo"), QStringLiteral("new"), folder_},
        [this](Result<Json> answer) {
            call_ = nullptr;
            if (answer)
                Q_EMIT ready(folder_);
            else
                Q_EMIT failed(QString::fromStdString(answer.error().message));
        },
        this);
    connect(call_, &CliCall::progress, this, &DemoMaker::progress);
}

} // namespace caftan::ui
