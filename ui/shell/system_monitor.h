// CPU, memory and (where there is one) GPU use of this machine, sampled on a thread of its own.
#pragma once

#include <QObject>
#include <QThread>
#include <optional>

namespace caftan::ui {

struct SystemUse {
    double cpuPercent = -1; // over all cores: 400 on four busy cores; -1: not known yet
    int cores = 0;
    double memoryUsed = 0, memoryTotal = 0; // bytes
    struct Gpu {
        double used = 0, total = 0; // bytes
        int percent = 0;
        int count = 1;
    };
    std::optional<Gpu> gpu; // of all devices together
};

class SystemMonitor : public QObject {
    Q_OBJECT

  public:
    explicit SystemMonitor(QObject* parent = nullptr);
    ~SystemMonitor() override;
    void start(); // first sample after a second; call after the first paint
    static QString describe(const SystemUse& use);

  Q_SIGNALS:
    void sampled(const caftan::ui::SystemUse& use);

  private:
    QThread thread_;
};

} // namespace caftan::ui
