#include "ui/shell/system_monitor.h"

#include "ui/charts/number_text.h"
#include "ui/shell/gpu_meter.h"

#include <QFile>
#include <QStringList>
#include <QTimer>
#include <array>
#include <memory>

namespace caftan::ui {

namespace {

constexpr int sampleMilliseconds = 2000;

QByteArray readAll(const char* path) {
    QFile file(QString::fromLatin1(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Jiffies since boot: {busy, all}, from the first line of /proc/stat.
std::array<double, 2> cpuTimes(int* cores) {
    const QList<QByteArray> lines = readAll("/proc/stat").split('\n');
    *cores = 0;
    for (const QByteArray& line : lines)
        *cores += line.startsWith("cpu") && line.size() > 3 && line[3] != ' ';
    double all = 0, idle = 0;
    const QList<QByteArray> fields = lines.value(0).simplified().split(' ');
    for (qsizetype i = 1; i < fields.size() && i <= 8; ++i) { // guest times are part of user time already
        all += fields[i].toDouble();
        if (i == 4 || i == 5)
            idle += fields[i].toDouble();
    }
    return {all - idle, all};
}

double memoryField(const QByteArray& text, const char* name) {
    const qsizetype at = text.indexOf(name);
    if (at < 0)
        return 0;
    const qsizetype end = text.indexOf('\n', at);
    return text.mid(at, end - at).simplified().split(' ').value(1).toDouble() * 1024;
}

class Sampler : public QObject {
  public:
    explicit Sampler(SystemMonitor* target) : target_(target) {}

    void begin() {
        before_ = cpuTimes(&use_.cores);
        meter_ = std::make_unique<GpuMeter>();
        startTimer(sampleMilliseconds);
        QTimer::singleShot(500, this, [this] { sample(); });
    }

  protected:
    void timerEvent(QTimerEvent*) override { sample(); }

  private:
    void sample() {
        const auto now = cpuTimes(&use_.cores);
        if (now[1] > before_[1])
            use_.cpuPercent = 100.0 * use_.cores * (now[0] - before_[0]) / (now[1] - before_[1]);
        before_ = now;
        const QByteArray memory = readAll("/proc/meminfo");
        use_.memoryTotal = memoryField(memory, "MemTotal:");
        use_.memoryUsed = use_.memoryTotal - memoryField(memory, "MemAvailable:");
        use_.gpu.reset();
        if (const auto gpu = meter_->sample())
            use_.gpu = SystemUse::Gpu{gpu->usedBytes, gpu->totalBytes, gpu->percent, gpu->devices};
        Q_EMIT target_->sampled(use_); // queued: the receiver lives on another thread
    }

    SystemMonitor* target_;
    std::unique_ptr<GpuMeter> meter_;
    SystemUse use_;
    std::array<double, 2> before_{};
};

} // namespace

SystemMonitor::SystemMonitor(QObject* parent) : QObject(parent) {
    qRegisterMetaType<SystemUse>();
    thread_.setObjectName(QStringLiteral("monitor"));
}

SystemMonitor::~SystemMonitor() {
    thread_.quit();
    thread_.wait();
}

void SystemMonitor::start() {
    if (thread_.isRunning())
        return;
    auto* sampler = new Sampler(this);
    sampler->moveToThread(&thread_);
    connect(&thread_, &QThread::finished, sampler, &QObject::deleteLater);
    connect(&thread_, &QThread::started, sampler, [sampler] { sampler->begin(); });
    thread_.start(QThread::LowPriority);
}

QString SystemMonitor::describe(const SystemUse& use) {
    const auto gigabytes = [](double bytes, int decimals) { return fixedText(bytes / 1e9, decimals); };
    QStringList parts;
    if (use.gpu)
        parts << tr("GPU %1 / %2 GB · %3 %")
                     .arg(gigabytes(use.gpu->used, 0), gigabytes(use.gpu->total, 0))
                     .arg(use.gpu->percent);
    if (use.cpuPercent >= 0)
        parts << tr("CPU %1 %").arg(qRound(use.cpuPercent));
    if (use.memoryTotal > 0)
        parts << tr("RAM %1 / %2 GB").arg(gigabytes(use.memoryUsed, 1), gigabytes(use.memoryTotal, 0));
    return parts.join(QStringLiteral(" · "));
}

} // namespace caftan::ui
