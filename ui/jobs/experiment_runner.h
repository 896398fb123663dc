// Runs the demo's experiment (`caftan-cli demo run`) in a session of its own, so that closing the window never ends it.
// Its jobs and runs appear in the project by themselves. Thread: the window's.
#pragma once

#include <QObject>
#include <QString>

namespace caftan::ui {

class ExperimentRunner : public QObject {
    Q_OBJECT

  public:
    explicit ExperimentRunner(const QString& program, QObject* parent = nullptr);

    // Goes on where an earlier one stopped. `seeds`: 1 .. seeds. `sealed`: trains only; the next one without it tests.
    void start(const QString& folder, int seeds, bool sealed = false);
    static bool isRunning(const QString& folder); // whoever started it
    static QString commandLine(const QString& folder, int seeds);

  Q_SIGNALS:
    void ended(const QString& folder);
    void failed(const QString& message);

  protected:
    void timerEvent(QTimerEvent* event) override;

  private:
    QString program_, folder_, log_;
    qint64 process_ = 0, logStart_ = 0;
    int timer_ = 0;
};

} // namespace caftan::ui
