// Makes the embedded demo project where it does not exist yet (`caftan-cli demo new`), with progress. Thread: the
// window's.
#pragma once

#include <QObject>
#include <QString>

namespace caftan::ui {

class CliCall;

class DemoMaker : public QObject {
    Q_OBJECT

  public:
    // `dataFolder` empty: the user's data folder.
    DemoMaker(const QString& program, const QString& dataFolder, QObject* parent = nullptr);

    QString folder() const { return folder_; }
    bool busy() const { return call_ != nullptr; }
    void make(); // ready() at once where the demo is there already

  Q_SIGNALS:
    void progress(const QString& line);
    void ready(const QString& folder);
    void failed(const QString& message);

  private:
    QString program_, folder_;
    CliCall* call_ = nullptr;
};

} // namespace caftan::ui
