// What Compare gives away: the table as CSV, the report as a file for a browser or as PDF, the paragraph for a paper.
// Thread: the window's; what reads the project does so on its worker.
#pragma once

#include "core/report/html_report.h"

#include <QImage>
#include <QString>
#include <functional>

class QWidget;

namespace caftan::ui {

class ProjectService;

// Asks for a file without blocking, then calls `write` with its path; `onProblem` gets the sentence when that fails.
void askForFile(QWidget* over, const QString& title, const QString& name, const QString& filter,
                std::function<bool(const QString& path)> write, std::function<void(const QString& message)> onProblem);
bool writeText(const QString& path, const QString& text);

// Reads the comparison of these runs on the worker.
void readReport(ProjectService& service, QObject* receiver, const std::vector<int64_t>& runs, const std::string& split,
                std::function<void(Result<ReportParts>)> done);
// Tables, sentences and pictures (files of the charts as they are shown) on A4 pages.
bool writePdf(const QString& path, const ReportParts& parts, const QList<QImage>& pictures);

} // namespace caftan::ui
