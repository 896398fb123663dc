#include "core/engine/infer/stream.h"

#include "core/engine/infer/next_token.h"
#include "core/engine/infer/prompts.h"
#include "core/engine/model/upload.h"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>

namespace caftan {

namespace {

StreamedToken choose(const at::Tensor& z, const NextToken& distribution, Sampler& sampler,
                     const StreamOptions& options) {
    const at::Tensor row = z.select(0, 0).cpu().contiguous();
    StreamedToken token;
    token.id = sampler.pick({row.const_data_ptr<float>(), size_t(row.numel())});
    token.probability = std::exp(double(row.const_data_ptr<float>()[token.id]) - distribution.logSumExp);
    token.stop = std::find(options.stop.begin(), options.stop.end(), token.id) != options.stop.end();
    token.distribution = &distribution;
    return token;
}

Result<StreamEnd> stream(const Decoder& decoder, const std::vector<TokenId>& prompt, const StreamOptions& options) {
    const c10::InferenceMode inference;
    const auto cancelled = [&] { return options.cancelled && options.cancelled(); };
    const int64_t context = decoder.config.context, length = int64_t(prompt.size());
    Sampler sampler(options.sampling);
    KvCache cache = makeCache(decoder, 1, length + std::clamp<int64_t>(options.maxNewTokens, 1, 64));
    at::Tensor hidden = hiddenStates(decoder, pack({&prompt, 1}, decoder.device()),
                                     {.lastOnly = true, .cache = &cache, .cancelled = options.cancelled});
    if (!hidden.defined())
        return StreamEnd::Cancelled;
    for (int64_t made = 0; made < options.maxNewTokens; ++made) {
        const at::Tensor z = logits(decoder, hidden);
        const NextToken distribution = nextTokens(z, {}).front();
        if (!std::isfinite(distribution.logSumExp))
            return fail("The model gave numbers that are not finite. Try --dtype float32; if that does not help, its "
                        "weights are damaged.");
        const StreamedToken token = choose(z, distribution, sampler, options);
        if (options.onToken)
            options.onToken(token);
        if (token.stop)
            return StreamEnd::Stop;
        if (cancelled())
            return StreamEnd::Cancelled;
        if (context > 0 && length + made + 1 >= context)
            return StreamEnd::Context;
        if (made + 1 == options.maxNewTokens)
            break;
        growCache(cache);
        hidden = nextHidden(decoder, upload(at::tensor({int64_t(token.id)}, at::kLong), decoder.device()), {&cache, 1});
    }
    return StreamEnd::Length;
}

} // namespace

const char* streamEndName(StreamEnd end) {
    constexpr const char* names[] = {"stop", "length", "context", "cancelled"};
    return names[int(end)];
}

Result<StreamEnd> streamAnswer(LoadedModel& model, const std::vector<TokenId>& prompt, const StreamOptions& options) {
    CAFTAN_CHECK(checkSampling(options.sampling));
    CAFTAN_CHECK(checkPrompts(model, {&prompt, 1}, 1));
    try {
        return stream(model.decoder(), prompt, options);
    } catch (const std::exception& error) {
        return fail(torchErrorText(error));
    }
}

} // namespace caftan
