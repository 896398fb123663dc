// Chat templates, messages, questions as typed, prompt files, generated answers: whatever people or models write.
#include "tests/fuzz/target.h"

#include "core/text/question_text.h"
#include "core/text/training_prompt.h"

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace caftan;
    const std::string_view text = fuzz::textOf(data, size);
    (void)detectChatTemplate(text);
    (void)promptStyleFromJson("file", text);
    (void)thinksFirst(text);
    if (const auto answer = parseGeneratedAnswer(text, 10))
        fuzz::must(*answer >= 0 && *answer < 10, "an answer is one of the options");
    const std::string whole(text), half(text.substr(0, size / 2));
    for (const char* name : {"plain", "chatml", "llama3", "llama3.1", "demo"}) {
        const ChatFormat format = chatFormatFromName(name).value_or(ChatFormat::Plain);
        (void)formatChat(format, {{"system", half}, {"user", whole}, {"assistant", half}});
        if (const auto question = questionFromText(text, format)) {
            fuzz::must(question->options.size() >= 2 && question->options.size() <= 26,
                       "a question has 2 to 26 options");
            (void)promptText(*question, PromptStyle(), format);
        }
    }
    return 0;
}
