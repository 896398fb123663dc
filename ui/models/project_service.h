// The open project as the window sees it. All SQLite work happens on one worker thread that owns the Project; the window's
// thread only asks and gets values back. Rows that other processes write are noticed by polling the data version.
#pragma once

#include "core/store/project.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <functional>
#include <memory>

namespace caftan::ui {

class ProjectService : public QObject {
    Q_OBJECT

  public:
    explicit ProjectService(QObject* parent = nullptr);
    ~ProjectService() override; // joins the worker

    // Opens (or creates) on the worker; the answer is opened() or failed(). An open project is closed first.
    void open(const QString& folder);
    void create(const QString& folder, const QString& name);
    void close();

    bool isOpen() const { return open_; }
    QString folder() const { return folder_; }
    QString name() const { return name_; }

    // Runs `work` on the worker, then `done` on the window's thread, unless `receiver` died or the project was closed
    // meanwhile. Requests are served in order.
    template <class T>
    void ask(QObject* receiver, std::function<Result<T>(Project&)> work, std::function<void(Result<T>)> done) {
        auto answer = std::make_shared<Result<T>>(fail(std::string()));
        post(receiver, [work = std::move(work), answer](Project& project) { *answer = work(project); },
             [done = std::move(done), answer] { done(std::move(*answer)); });
    }

  Q_SIGNALS:
    void opened();
    void closed();
    void failed(const QString& message); // a sentence for the user
    void changed();                      // somebody committed (this window or another process)

  private:
    void post(QObject* receiver, std::function<void(Project&)> work, std::function<void()> done);
    struct Private;
    std::unique_ptr<Private> d_;
    bool open_ = false;
    QString folder_, name_;
};

} // namespace caftan::ui
