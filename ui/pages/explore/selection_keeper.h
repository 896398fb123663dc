// Writes the questions that Explore lists to a file or keeps them under a name, by the same command that a terminal
// would run. Thread: the window's.
#pragma once

#include "ui/models/question_table_model.h"

#include <QStringList>

class QWidget;

namespace caftan::ui {

class Exploration;
class Notice;

// "--scoring 1 --metric entropy ...": the options of `data export` and `data select` that mean this list. Picked
// questions are not among them: see SelectionKeeper.
QStringList filterArguments(const Exploration& exploration, const QuestionFilter& filter);

class SelectionKeeper : public QObject {
    Q_OBJECT

  public:
    SelectionKeeper(ProjectService& service, Exploration& exploration, Notice& notice, QWidget* page);
    void setProgram(const QString& program) { program_ = program; }

    void askForFile(const QuestionTableModel& model);
    void askForName(const QuestionTableModel& model);
    void writeTo(const QuestionTableModel& model, const QString& path);
    // The audit's list; `commandLine`: "caftan-cli data audit ..." as the footer shows it.
    void writeKeys(const QString& commandLine, const QString& path);
    void keepAs(const QuestionTableModel& model, const QString& name);

  Q_SIGNALS:
    void finished(const QString& message); // also shown in the notice

  private:
    void run(const QuestionTableModel& model, const QStringList& command, const QString& done);
    void call(const QStringList& words, const QString& done);

    ProjectService& service_;
    Exploration& exploration_;
    Notice& notice_;
    QWidget* page_;
    QString program_;
};

} // namespace caftan::ui
