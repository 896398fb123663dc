// The project as the window sees it: one worker, values across threads, changes of other processes, files that vanish.
#include "core/store/datasets.h"
#include "core/store/jobs.h"
#include "ui/models/project_service.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThread>
#include <QtTest>
#include <unistd.h>

using namespace caftan;
using namespace caftan::ui;

namespace {

std::filesystem::path path(const QString& text) {
    return text.toStdString();
}

bool openAndWait(ProjectService& service, const QString& folder) {
    QSignalSpy opened(&service, &ProjectService::opened);
    service.open(folder);
    return opened.wait();
}

} // namespace

class ShellService : public QObject {
    Q_OBJECT

    QTemporaryDir directory_;
    QString folder_;

  private Q_SLOTS:
    void init() {
        static int number = 0;
        folder_ = directory_.filePath(QStringLiteral("p%1").arg(++number));
        QVERIFY(Project::create(path(folder_), "one").has_value());
    }

    void opensOnTheWorkerAndTellsTheName() {
        ProjectService service;
        QVERIFY(!service.isOpen());
        QVERIFY(openAndWait(service, folder_));
        QCOMPARE(service.name(), QStringLiteral("one"));
        QCOMPARE(service.folder(), QDir(folder_).absolutePath());
        QVERIFY(!service.readOnly());
    }

    void createsAndRefusesASecondTime() {
        ProjectService service;
        const QString fresh = directory_.filePath(QStringLiteral("fresh"));
        QSignalSpy opened(&service, &ProjectService::opened), failed(&service, &ProjectService::failed);
        service.create(fresh, QStringLiteral("fresh one"));
        QVERIFY(opened.wait());
        QCOMPARE(service.name(), QStringLiteral("fresh one"));
        service.create(fresh, QStringLiteral("again"));
        QVERIFY(failed.wait());
        QVERIFY(!failed.first().first().toString().isEmpty());
        QVERIFY(!service.isOpen());
    }

    void failsWithASentence() {
        ProjectService service;
        QSignalSpy failed(&service, &ProjectService::failed);
        service.open(directory_.filePath(QStringLiteral("nowhere")));
        QVERIFY(failed.wait());
        QVERIFY(failed.first().first().toString().contains(QLatin1String("nowhere")));
        QFile broken(folder_ + QStringLiteral("/project.caftan"));
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write(QByteArray(8192, 'x'));
        broken.close();
        service.open(folder_);
        QVERIFY(failed.wait());
    }

    void servesRequestsInOrderOnAnotherThread() {
        ProjectService service;
        service.open(folder_); // asked before it is open: waits
        std::vector<int> order;
        QThread* worker = nullptr;
        for (int i = 0; i < 5; ++i)
            service.ask<int>(
                this,
                [i, &worker](Project&) -> Result<int> {
                    worker = QThread::currentThread();
                    return i;
                },
                [&order](Result<int> value) { order.push_back(*value); });
        QTRY_COMPARE(order.size(), size_t(5));
        QCOMPARE(order, (std::vector<int>{0, 1, 2, 3, 4}));
        QVERIFY(worker && worker != QThread::currentThread());
    }

    void exceptionsBecomeErrors() {
        ProjectService service;
        QVERIFY(openAndWait(service, folder_));
        QString message;
        service.ask<int>(
            this, [](Project&) -> Result<int> { throw std::runtime_error("disk on fire"); },
            [&](Result<int> value) { message = QString::fromStdString(value.error().message); });
        QTRY_VERIFY(message.contains(QLatin1String("disk on fire")));
    }

    void answersOfClosedProjectsAndDeadReceiversAreDropped() {
        ProjectService service;
        QVERIFY(openAndWait(service, folder_));
        int answers = 0;
        const auto slow = [](Project&) -> Result<int> {
            QThread::msleep(50);
            return 1;
        };
        {
            QObject gone;
            service.ask<int>(&gone, slow, [&](Result<int>) { ++answers; });
        }
        service.ask<int>(this, slow, [&](Result<int>) { ++answers; });
        service.close();
        QVERIFY(openAndWait(service, folder_));
        QTest::qWait(200);
        QCOMPARE(answers, 0);
    }

    void destroyingJoinsWhileBusy() {
        auto service = std::make_unique<ProjectService>();
        QVERIFY(openAndWait(*service, folder_));
        std::atomic<bool> finished = false;
        service->ask<int>(
            this,
            [&](Project&) -> Result<int> {
                QThread::msleep(150);
                finished = true;
                return 1;
            },
            [](Result<int>) {});
        QTest::qWait(20);
        service.reset();
        QVERIFY(finished);
    }

    void hearsOfOtherConnections() {
        ProjectService service;
        QVERIFY(openAndWait(service, folder_));
        QTest::qWait(150);
        QSignalSpy changed(&service, &ProjectService::changed);
        auto other = Project::open(path(folder_));
        QVERIFY(other.has_value());
        QVERIFY(addJob(*other, JobRecord{}).has_value());
        QElapsedTimer clock;
        clock.start();
        QVERIFY(changed.wait(2000));
        QVERIFY2(clock.elapsed() < 1000, "the data version is polled about ten times a second");
    }

    void tellsOfItsOwnChanges() {
        ProjectService service;
        QVERIFY(openAndWait(service, folder_));
        QSignalSpy changed(&service, &ProjectService::changed);
        service.change<int64_t>(
            this, [](Project& project) { return addJob(project, JobRecord{}); }, [](Result<int64_t>) {});
        QVERIFY(changed.wait());
    }

    void aReplacedOrRemovedFileClosesTheProject() {
        ProjectService service;
        QVERIFY(openAndWait(service, folder_));
        QSignalSpy lost(&service, &ProjectService::lost), closed(&service, &ProjectService::closed);
        const QString file = folder_ + QStringLiteral("/project.caftan");
        QVERIFY(QFile::copy(file, file + QStringLiteral(".new")));
        QCOMPARE(::rename(qPrintable(file + QStringLiteral(".new")), qPrintable(file)), 0);
        QVERIFY(lost.wait(4000));
        QCOMPARE(closed.size(), 1);
        QVERIFY(lost.first().first().toString().contains(QLatin1String("replaced")));
        QVERIFY(!service.isOpen());
        QVERIFY(openAndWait(service, folder_));
        QVERIFY(QDir(folder_).removeRecursively());
        QVERIFY(lost.wait(4000));
        QVERIFY(lost.last().first().toString().contains(QLatin1String("removed")));
    }

    void aFolderThatCanOnlyBeReadIsOpenedForReading() {
        if (::geteuid() == 0)
            QSKIP("The administrator may write everywhere: nothing is read-only.");
        QVERIFY(QFile::setPermissions(folder_ + QStringLiteral("/project.caftan"), QFile::ReadOwner));
        ProjectService service;
        QVERIFY(openAndWait(service, folder_));
        QVERIFY(service.readOnly());
    }
};

QTEST_GUILESS_MAIN(ShellService)
#include "test_shell_service.moc"
