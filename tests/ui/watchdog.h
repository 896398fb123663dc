// Measures what keeps the window's thread: every event that is handled, and whatever a test does itself through keep().
// In processor time of the thread, so that a machine with other work on it says the same.
#pragma once

#include <QApplication>
#include <QEvent>
#include <QMetaEnum>
#include <QString>
#include <QThread>
#include <algorithm>
#include <ctime>
#include <utility>
#include <vector>

namespace caftan::test {

class WatchedApplication : public QApplication {
  public:
    using QApplication::QApplication;

    struct Stay {
        double milliseconds = 0;
        QString what;
    };

    bool notify(QObject* receiver, QEvent* event) override {
        if (QThread::currentThread() != thread() || depth_ > 0) // a worker's; part of the event that sent it
            return QApplication::notify(receiver, event);
        const QString what =
            QStringLiteral("%1 to %2 %3")
                .arg(nameOf(event->type()), QLatin1String(receiver->metaObject()->className()), receiver->objectName());
        bool handled = false;
        keep(what, [&] { handled = QApplication::notify(receiver, event); });
        return handled;
    }

    // Does something in the window's thread as an event's handler would.
    template <class Work>
    void keep(const QString& what, const Work& work) {
        const double start = now();
        ++depth_;
        work();
        --depth_;
        if (depth_ == 0)
            stays_.push_back({now() - start, what});
    }

    template <class Work>
    static double cost(const Work& work) {
        const double start = now();
        work();
        return now() - start;
    }

    // The longest since the last call, longest first.
    std::vector<Stay> longest(size_t count) {
        std::sort(stays_.begin(), stays_.end(),
                  [](const Stay& a, const Stay& b) { return a.milliseconds > b.milliseconds; });
        stays_.resize(std::min(count, stays_.size()));
        return std::exchange(stays_, {});
    }

  private:
    static double now() {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
    }
    static QString nameOf(QEvent::Type type) {
        const char* name = QMetaEnum::fromType<QEvent::Type>().valueToKey(type);
        return name ? QLatin1String(name) : QString::number(type);
    }

    int depth_ = 0;
    std::vector<Stay> stays_;
};

} // namespace caftan::test
