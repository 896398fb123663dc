#include "ui/shell/gpu_meter.h"

#include <dlfcn.h>

namespace caftan::ui {

namespace {

// The few declarations of NVML that are needed (its ABI is stable; a return value of 0 is success).
struct Utilization {
    unsigned gpu, memory;
};
struct Memory {
    unsigned long long total, free, used;
};
using Device = void*;

template <class Function>
Function symbol(void* library, const char* name) {
    return reinterpret_cast<Function>(dlsym(library, name));
}

} // namespace

GpuMeter::GpuMeter() {
    library_ = dlopen("libnvidia-ml.so.1", RTLD_LAZY | RTLD_LOCAL);
    if (!library_)
        return;
    const auto init = symbol<int (*)()>(library_, "nvmlInit_v2");
    const auto count = symbol<int (*)(unsigned*)>(library_, "nvmlDeviceGetCount_v2");
    if (!init || !count || init() != 0 || count(&devices_) != 0)
        devices_ = 0;
}

GpuMeter::~GpuMeter() {
    if (!library_)
        return;
    if (const auto shutdown = symbol<int (*)()>(library_, "nvmlShutdown"))
        shutdown();
    dlclose(library_);
}

std::optional<GpuMeter::Sample> GpuMeter::sample() const {
    if (devices_ == 0)
        return std::nullopt;
    const auto handle = symbol<int (*)(unsigned, Device*)>(library_, "nvmlDeviceGetHandleByIndex_v2");
    const auto memory = symbol<int (*)(Device, Memory*)>(library_, "nvmlDeviceGetMemoryInfo");
    const auto load = symbol<int (*)(Device, Utilization*)>(library_, "nvmlDeviceGetUtilizationRates");
    if (!handle || !memory || !load)
        return std::nullopt;
    Sample sum;
    for (unsigned index = 0; index < devices_; ++index) {
        Device device = nullptr;
        Memory bytes{};
        if (handle(index, &device) != 0 || memory(device, &bytes) != 0)
            continue;
        Utilization share{};
        if (load(device, &share) == 0) // not offered on partitioned devices
            sum.percent += int(share.gpu);
        sum.usedBytes += double(bytes.used);
        sum.totalBytes += double(bytes.total);
        ++sum.devices;
    }
    return sum.devices > 0 ? std::optional(sum) : std::nullopt;
}

} // namespace caftan::ui
