// chat --json: requests as JSON lines on standard input, replies as JSON lines on standard output. What the window's
// Chat page runs as a child process, one for each model.
//
//   {"id": 1, "messages": [{"role": "user", "content": "..."}]}   or {"id": 1, "prompt": "..."}: text as it is
//        and, if wanted: "max_new_tokens", "temperature", "top_p", "top_k", "seed", "alternatives"
//   {"id": 2, "score": "question\nA. ...\nB. ...", "prompt_style": "plain"}
//   {"cancel": 1}   {"quit": true}
//
//   {"event": "ready", "model", "chat_format", "context", "parameters", "dtype", "device"}
//   {"event": "start", "id"}
//   {"event": "token", "id", "token", "text", "entropy", "probability", "top": [{"text", "p"}]}
//   {"event": "end", "id", "reason": "stop|length|context|cancelled", "text", "tokens", "prompt_tokens", "seconds",
//    "tokens_per_s", "entropy": at the token that ended it, or null}
//   {"event": "score", "id", "entropy", "answer", "predicted": letter or null, "valid", "options", "probabilities",
//    "top", "prompt_tokens"}
//   {"event": "error", "id" or null, "message"}
//
// Requests wait for each other; each is answered by one end, score or error. The end of standard input lets what waits
// finish.
#pragma once

#include "core/engine/infer/chat.h"

#include <string>

namespace caftan::cli {

struct ChatDefaults {
    int64_t maxNewTokens = 512;
    SamplingOptions sampling;
    int alternatives = 5;
};

void printLine(const Json& line); // to standard output, at once
Json tokenJson(const ChatToken& token);
Json replyJson(const ChatReply& reply);
Json readyJson(const ChatModel& model, const std::string& name);

// Answers requests until standard input ends or says so; gives the exit code.
int serveChat(ChatModel& model, const ChatDefaults& defaults);

} // namespace caftan::cli
