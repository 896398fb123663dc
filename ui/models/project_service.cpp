#include "ui/models/project_service.h"

#include <QDir>
#include <QThread>
#include <QTimer>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

namespace caftan::ui {

namespace {

constexpr int pollMilliseconds = 100;
constexpr int identityEveryPolls = 10; // a replaced file is noticed within a second

std::filesystem::path toPath(const QString& text) {
    return std::filesystem::path(text.toStdString());
}

// Device and inode of the project file; zeros when it is gone.
std::pair<dev_t, ino_t> identityOf(const std::filesystem::path& file) {
    struct stat status{};
    if (::stat(file.c_str(), &status) != 0)
        return {0, 0};
    return {status.st_dev, status.st_ino};
}

// Lives on the worker thread and owns the Project there.
class Worker : public QObject {
  public:
    std::optional<Project> project;
    uint64_t generation = 0;

    void begin(Project&& made, uint64_t number, std::function<void()> onChanged, std::function<void(bool)> onLost) {
        project.emplace(std::move(made));
        generation = number;
        file_ = project->folder() / "project.caftan";
        identity_ = identityOf(file_);
        version_ = project->dataVersion().value_or(0);
        changed_ = std::move(onChanged);
        lost_ = std::move(onLost);
        polls_ = 0;
        if (timer_ == 0)
            timer_ = startTimer(pollMilliseconds);
    }

    void end() {
        if (timer_ != 0)
            killTimer(timer_);
        timer_ = 0;
        project.reset();
        changed_ = {};
        lost_ = {};
    }

  protected:
    void timerEvent(QTimerEvent*) override {
        if (!project)
            return;
        if (++polls_ % identityEveryPolls == 0) {
            const auto now = identityOf(file_);
            if (now != identity_)
                return leave(now.second == 0);
        }
        try {
            const auto version = project->dataVersion();
            if (version && *version != version_) {
                version_ = *version;
                changed_();
            }
        } catch (...) {
            // A busy or vanishing file: the next poll tells.
        }
    }

  private:
    void leave(bool removed) {
        const auto tell = std::move(lost_);
        end();
        tell(removed);
    }

    std::filesystem::path file_;
    std::pair<dev_t, ino_t> identity_;
    int64_t version_ = 0;
    int timer_ = 0, polls_ = 0;
    std::function<void()> changed_;
    std::function<void(bool)> lost_;
};

} // namespace

struct ProjectService::Private {
    QThread thread;
    Worker* worker = nullptr;
    uint64_t generation = 0; // raised by every open and close; answers of older ones are dropped

    // Runs `task` on the worker's thread, in order.
    void queue(std::function<void(Worker&)> task) {
        QMetaObject::invokeMethod(worker, [w = worker, task = std::move(task)] { task(*w); }, Qt::QueuedConnection);
    }
};

ProjectService::ProjectService(QObject* parent) : QObject(parent), d_(std::make_unique<Private>()) {
    d_->thread.setObjectName(QStringLiteral("project"));
    d_->worker = new Worker;
    d_->worker->moveToThread(&d_->thread);
    connect(&d_->thread, &QThread::finished, d_->worker, &QObject::deleteLater);
    d_->thread.start();
}

ProjectService::~ProjectService() {
    d_->queue([](Worker& worker) { worker.end(); });
    d_->thread.quit();
    d_->thread.wait();
}

void ProjectService::open(const QString& folder) {
    start(folder, [path = toPath(QDir(folder).absolutePath())]() -> Result<Project> {
        auto project = Project::open(path);
        if (project || !Project::exists(path) || ::access((path / "project.caftan").c_str(), W_OK) == 0)
            return project;
        return Project::open(path,
                             Project::Access::ReadOnly); // that it cannot be written is known; what it says is more
    });
}

void ProjectService::create(const QString& folder, const QString& name) {
    start(folder, [path = toPath(QDir(folder).absolutePath()), name = name.toStdString()] {
        return Project::create(path, name);
    });
}

void ProjectService::start(const QString& folder, std::function<Result<Project>()> make) {
    close();
    folder_ = QDir(folder).absolutePath();
    opening_ = true;
    const uint64_t number = d_->generation;
    auto onWindow = [self = QPointer<ProjectService>(this), number](auto action) {
        return [self, number, action](auto... values) {
            QMetaObject::invokeMethod(
                self.data(),
                [=] {
                    if (self && self->d_->generation == number)
                        action(*self, values...);
                },
                Qt::QueuedConnection);
        };
    };
    auto onOpened = onWindow([](ProjectService& s, QString name, bool readOnly) {
        s.opening_ = false;
        s.open_ = true;
        s.readOnly_ = readOnly;
        s.name_ = name;
        Q_EMIT s.opened();
    });
    auto onFailed = onWindow([](ProjectService& s, QString message) {
        s.opening_ = false;
        s.folder_.clear();
        Q_EMIT s.failed(message);
    });
    auto onChanged = onWindow([](ProjectService& s) { Q_EMIT s.changed(); });
    auto onLost = onWindow([](ProjectService& s, bool removed) {
        const QString file = QDir(s.folder_).filePath(QStringLiteral("project.caftan"));
        s.close();
        Q_EMIT s.lost((removed
                           ? tr("%1 was removed or renamed while it was open. Put it back, or open another project.")
                           : tr("%1 was replaced by another file while it was open. Open it again to see what it "
                                "holds now."))
                          .arg(file));
    });
    d_->queue([=](Worker& worker) {
        worker.end();
        auto made = guarded(make);
        if (!made)
            return onFailed(QString::fromStdString(made.error().message));
        auto name = QString::fromStdString(made->name());
        const bool readOnly = made->readOnly();
        worker.begin(std::move(*made), number, onChanged, onLost);
        onOpened(name, readOnly);
    });
    Q_EMIT opening();
}

void ProjectService::close() {
    ++d_->generation;
    d_->queue([](Worker& worker) { worker.end(); });
    const bool was = open_;
    open_ = opening_ = readOnly_ = false;
    folder_.clear();
    name_.clear();
    if (was)
        Q_EMIT closed();
}

void ProjectService::post(QObject* receiver, std::function<void(Project&)> work, std::function<void()> done) {
    const uint64_t number = d_->generation;
    d_->queue([self = QPointer<ProjectService>(this), alive = QPointer<QObject>(receiver), number,
               work = std::move(work), done = std::move(done)](Worker& worker) {
        if (!worker.project || worker.generation != number)
            return;
        work(*worker.project);
        // The destructor joins this thread, so the service is alive here; the receiver is looked at on its own thread.
        QMetaObject::invokeMethod(
            self.data(),
            [self, alive, number, done] {
                if (alive && self && self->d_->generation == number)
                    done();
            },
            Qt::QueuedConnection);
    });
}

} // namespace caftan::ui
