// Sequences one after another, with and without rows of their own for tokens that they share.
#include "core/engine/model/decoder.h"
#include "core/engine/model/upload.h"

#include <algorithm>
#include <numeric>

namespace caftan {

namespace {

// Sequences that need so large a share of their rows fewer are worth the copies around attention.
constexpr double leastSaved = 0.02;

using Sequences = std::span<const std::vector<TokenId>>;

// For each sequence one that begins with the same `length` tokens and comes before it in `order`.
struct Shared {
    size_t with = 0;
    size_t length = 0;
};

std::vector<Shared> findShared(Sequences sequences, const std::vector<size_t>& order) {
    std::vector<Shared> shared(sequences.size());
    for (size_t i = 1; i < order.size(); ++i) {
        const auto &before = sequences[order[i - 1]], &own = sequences[order[i]];
        const auto ends = std::mismatch(own.begin(), own.end(), before.begin(), before.end());
        shared[order[i]] = {order[i - 1], size_t(ends.first - own.begin())};
    }
    return shared;
}

at::Tensor onDevice(const std::vector<int64_t>& values, at::Device device) {
    return upload(at::tensor(values, at::kLong), device);
}

} // namespace

at::Tensor Packed::lastRows() const {
    at::Tensor ends = at::empty({int64_t(lengths.size())}, at::kLong);
    std::partial_sum(lengths.begin(), lengths.end(), ends.data_ptr<int64_t>());
    ends = upload(ends.sub_(1), ids.device());
    return places.defined() ? places.index_select(0, ends) : ends;
}

Packed pack(std::span<const std::vector<TokenId>> sequences, at::Device device, int64_t multiple) {
    Packed packed;
    int64_t total = 0;
    for (const auto& sequence : sequences) {
        packed.lengths.push_back(int64_t(sequence.size()));
        total += int64_t(sequence.size());
    }
    const int64_t padding = (multiple - total % multiple) % multiple;
    if (padding > 0)
        packed.lengths.push_back(padding);
    packed.ids = at::zeros({total + padding}, at::kLong);
    packed.positions = at::zeros({total + padding}, at::kLong);
    int64_t* id = packed.ids.data_ptr<int64_t>();
    int64_t* position = packed.positions.data_ptr<int64_t>();
    for (const auto& sequence : sequences)
        for (size_t i = 0; i < sequence.size(); ++i) {
            *id++ = sequence[i];
            *position++ = int64_t(i);
        }
    packed.ids = upload(packed.ids, device);
    packed.positions = upload(packed.positions, device);
    return packed;
}

// Neighbours in lexicographic order share the most. A sequence's tokens lie where its neighbour's do as far as they are
// the same; the longer ones of the neighbour's were placed before.
Packed packShared(const Decoder& decoder, Sequences sequences) {
    const at::Device device = decoder.device();
    std::vector<size_t> order(sequences.size());
    std::iota(order.begin(), order.end(), size_t(0));
    std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return sequences[a] < sequences[b]; });
    const std::vector<Shared> shared = findShared(sequences, order);
    size_t total = 0, saved = 0;
    for (size_t i = 0; i < sequences.size(); ++i) {
        total += sequences[i].size();
        saved += shared[i].length;
    }
    // Longrope's angles depend on how long the whole sequence is.
    if (decoder.config.longRope || double(saved) < leastSaved * double(total))
        return pack(sequences, device);
    std::vector<int64_t> starts(sequences.size() + 1, 0);
    Packed packed;
    for (size_t i = 0; i < sequences.size(); ++i) {
        packed.lengths.push_back(int64_t(sequences[i].size()));
        starts[i + 1] = starts[i] + packed.lengths[i];
    }
    std::vector<int64_t> places(total), firsts, ids, positions;
    for (const size_t i : order) {
        const auto& own = sequences[i];
        int64_t* place = places.data() + starts[i];
        const int64_t* neighbour = places.data() + starts[shared[i].with];
        std::copy(neighbour, neighbour + shared[i].length, place);
        for (size_t t = shared[i].length; t < own.size(); ++t) {
            place[t] = int64_t(ids.size());
            ids.push_back(own[t]);
            positions.push_back(int64_t(t));
            firsts.push_back(starts[i] + int64_t(t));
        }
    }
    packed.ids = onDevice(ids, device);
    packed.positions = onDevice(positions, device);
    packed.places = onDevice(places, device);
    packed.firsts = onDevice(firsts, device);
    return packed;
}

} // namespace caftan
