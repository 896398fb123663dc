// The bars above and below a page: whose data is shown, what is at work, what the machine does, what to type instead.
#pragma once

#include <QAbstractButton>
#include <QFrame>

class QLabel;
class QLineEdit;
class QPushButton;

namespace caftan::ui {

// "Scoring 43 %" with a bar, or "Jobs" when nothing runs. Painted by ourselves.
class JobsButton : public QAbstractButton {
    Q_OBJECT

  public:
    explicit JobsButton(QWidget* parent = nullptr);
    // share 0 .. 1, negative: no bar. `attention`: a job failed or was interrupted.
    void setState(const QString& text, double share, bool attention);
    double share() const { return share_; }
    QSize sizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

  private:
    double share_ = -1;
    bool attention_ = false;
};

class HeaderBar : public QFrame {
    Q_OBJECT

  public:
    explicit HeaderBar(QWidget* parent = nullptr);
    void setProject(const QString& name, const QString& detail);
    JobsButton* jobsButton() const { return jobs_; }
    QString detail() const;

  private:
    QLabel* name_;
    QLabel* detail_;
    JobsButton* jobs_;
};

class FooterBar : public QFrame {
    Q_OBJECT

  public:
    explicit FooterBar(QWidget* parent = nullptr);
    void setSystem(const QString& text);
    void setCommandLine(const QString& text);
    QString commandLine() const;

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    QLabel* system_;
    QLineEdit* command_;
    QPushButton* copy_;
};

} // namespace caftan::ui
