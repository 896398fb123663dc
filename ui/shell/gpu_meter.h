// Memory and load of NVIDIA devices through the driver's management library, opened at run time; nothing is linked.
// Knows no Qt. Use from one thread.
#pragma once

#include <optional>

namespace caftan::ui {

class GpuMeter {
  public:
    GpuMeter(); // opens the library when the driver is there
    ~GpuMeter();
    GpuMeter(const GpuMeter&) = delete;
    GpuMeter& operator=(const GpuMeter&) = delete;

    struct Sample {
        double usedBytes = 0, totalBytes = 0; // summed over devices
        int percent = 0;                      // summed over devices: 200 with two busy ones
        int devices = 0;
    };
    std::optional<Sample> sample() const;

  private:
    void* library_ = nullptr;
    unsigned devices_ = 0;
};

} // namespace caftan::ui
