#include "ui/pages/compare/compare_export.h"

#include "ui/models/project_service.h"

#include <QAbstractTextDocumentLayout>
#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QPdfWriter>
#include <QSaveFile>
#include <QTextDocument>
#include <QUrl>

namespace caftan::ui {

namespace {

constexpr int pdfDotsPerInch = 150;

} // namespace

void askForFile(QWidget* over, const QString& title, const QString& name, const QString& filter,
                std::function<bool(const QString& path)> write, std::function<void(const QString& message)> onProblem) {
    auto* dialog = new QFileDialog(over, title, name, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(name.section(QLatin1Char('.'), -1));
    QObject::connect(dialog, &QFileDialog::fileSelected, over, [=](const QString& path) {
        if (!write(path))
            onProblem(QCoreApplication::translate("Compare",
                                                  "%1 could not be written. Choose a folder that you may write to.")
                          .arg(path));
    });
    dialog->open();
}

bool writeText(const QString& path, const QString& text) {
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text.toUtf8()) >= 0 && file.commit();
}

void readReport(ProjectService& service, QObject* receiver, const std::vector<int64_t>& runs, const std::string& split,
                std::function<void(Result<ReportParts>)> done) {
    service.ask<ReportParts>(
        receiver,
        [runs, split](Project& project) -> Result<ReportParts> {
            CAFTAN_TRY(catalog, readRunCatalog(project));
            std::vector<size_t> indices;
            for (const int64_t run : runs)
                if (const auto index = catalog.find(run))
                    indices.push_back(*index);
            JudgementCache cache;
            return reportParts(project, catalog, indices, split, cache);
        },
        std::move(done));
}

bool writePdf(const QString& path, const ReportParts& parts, const QList<QImage>& pictures) {
    QPdfWriter writer(path);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins({15, 15, 15, 15}, QPageLayout::Millimeter);
    writer.setResolution(pdfDotsPerInch);
    writer.setTitle(QString::fromStdString(parts.title));
    const QSizeF page(writer.width(), writer.height());
    QTextDocument document;
    document.documentLayout()->setPaintDevice(&writer);
    document.setPageSize(page);
    document.setDocumentMargin(0);
    document.setDefaultFont(QFont(QStringLiteral("Noto Sans"), 8));
    document.setDefaultStyleSheet(QStringLiteral("h1 { font-size: 16pt; } h2 { font-size: 11pt; } th { color: #6b7785; "
                                                 "font-weight: normal; } td, th { font-size: 6.5pt; }"));
    QString images;
    for (qsizetype i = 0; i < pictures.size(); ++i) {
        const QUrl url(QStringLiteral("chart:%1").arg(i));
        document.addResource(QTextDocument::ImageResource, url, pictures[i]);
        images +=
            QStringLiteral("<p><img src=\"%1\" width=\"%2\"></p>").arg(url.toString()).arg(int(page.width() * 0.8));
    }
    document.setHtml(QString::fromStdString(reportTables(parts, images.toStdString())));
    document.print(&writer);
    return QFileInfo(path).size() > 0;
}

} // namespace caftan::ui
