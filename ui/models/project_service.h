// The open project as the window sees it. All SQLite work happens on one worker thread that owns the Project; the
// window's thread only asks and gets values back. Rows that other processes write are noticed by polling the data
// version. Thread: construct, call and destroy on the window's thread.
#pragma once

#include "core/store/project.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <functional>
#include <memory>
#include <optional>

namespace caftan::ui {

class ProjectService : public QObject {
    Q_OBJECT

  public:
    explicit ProjectService(QObject* parent = nullptr);
    ~ProjectService() override; // joins the worker

    // Opens (or creates) on the worker; the answer is opened() or failed(). An open project is closed first. A folder
    // that can only be read is opened for reading.
    void open(const QString& folder);
    void create(const QString& folder, const QString& name);
    void close();

    bool isOpen() const { return open_; }
    bool isOpening() const { return opening_; }
    bool readOnly() const { return readOnly_; }
    QString folder() const { return folder_; } // absolute; also while opening
    QString name() const { return name_; }

    // Runs `work` on the worker, then `done` on the window's thread, unless `receiver` died or the project was closed
    // meanwhile (then neither is promised). Requests are served in order. An exception in `work` becomes an error.
    template <class T>
    void ask(QObject* receiver, std::function<Result<T>(Project&)> work, std::function<void(Result<T>)> done) {
        auto answer = std::make_shared<std::optional<Result<T>>>();
        post(
            receiver,
            [work = std::move(work), answer](Project& project) {
                answer->emplace(guarded([&] { return work(project); }));
            },
            [done = std::move(done), answer] { done(std::move(**answer)); });
    }

    // The same for work that writes: changed() follows when it succeeded, so that every view of the window notices
    // (the data version tells only of other connections).
    template <class T>
    void change(QObject* receiver, std::function<Result<T>(Project&)> work, std::function<void(Result<T>)> done) {
        ask<T>(receiver, std::move(work), [this, self = QPointer<ProjectService>(this), done](Result<T> answer) {
            const bool good = answer.has_value();
            done(std::move(answer));
            if (good && self)
                Q_EMIT changed();
        });
    }

  Q_SIGNALS:
    void opening();
    void opened();
    void closed();
    void failed(const QString& message); // opening failed: a sentence for the user
    void lost(const QString& message);   // the file was replaced or removed while open; closed() has been emitted
    void changed();                      // somebody committed (this window or another process)

  private:
    template <class Work>
    static auto guarded(const Work& work) -> decltype(work()) {
        try {
            return work();
        } catch (const std::exception& error) {
            return fail(std::string("The project could not be read: ") + error.what());
        } catch (...) {
            return fail("The project could not be read: unknown error.");
        }
    }
    void start(const QString& folder, std::function<Result<Project>()> make);
    void post(QObject* receiver, std::function<void(Project&)> work, std::function<void()> done);

    struct Private;
    std::unique_ptr<Private> d_;
    bool open_ = false, opening_ = false, readOnly_ = false;
    QString folder_, name_;
};

} // namespace caftan::ui
