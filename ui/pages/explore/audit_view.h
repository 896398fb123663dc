// The list of keys that may be wrong, with a verdict for each by key or button. Thread: the window's.
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QTableView;

namespace caftan::ui {

class AuditModel;
class Exploration;
class ProjectService;

class AuditView : public QWidget {
    Q_OBJECT

  public:
    AuditView(ProjectService& service, Exploration& exploration, QWidget* parent = nullptr);

    QString commandLine() const;
    bool hasHeightForWidth() const override { return false; } // texts that wrap must not make the page taller
    AuditModel& model() { return *model_; }
    QTableView* table() const { return table_; }

  Q_SIGNALS:
    void questionChosen(qint64 question);
    void exportWanted();
    void problem(const QString& message);

  protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    void showState();
    void verdict(const QString& mark);

    Exploration& exploration_;
    AuditModel* model_;
    QTableView* table_;
    QLabel *count_, *hint_;
    std::vector<QPushButton*> buttons_;
};

} // namespace caftan::ui
