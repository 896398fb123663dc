// Option lists in every notation that published files use.
#include "core/data/import.h"

#include <QTest>
#include <random>

using namespace caftan;
using List = std::vector<std::string>;

namespace {

List parsed(std::string_view text, bool* recovered = nullptr) {
    auto list = parseOptionList(text, recovered);
    return list ? *list : List{"ERROR " + list.error().message};
}

// Python's repr of a str without control characters or code points above ASCII.
std::string pythonRepr(const std::string& text) {
    const char quote = text.find('\'') != std::string::npos && text.find('"') == std::string::npos ? '"' : '\'';
    std::string repr(1, quote);
    for (const char c : text) {
        if (c == quote || c == '\\')
            repr += '\\';
        if (c == '\n')
            repr += "\\n";
        else if (c == '\t')
            repr += "\\t";
        else if (c == '\x07')
            repr += "\\x07";
        else
            repr += c;
    }
    return repr + quote;
}

} // namespace

class TestImportOptions : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void json() {
        QCOMPARE(parsed("[\"a\", \"b \\\"c\\\"\", 3, 0.5, true, null]"),
                 (List{"a", "b \"c\"", "3", "0.5", "true", ""}));
        QCOMPARE(parsed(R"({"text": ["x", "y"], "label": ["A", "B"]})"), (List{"x", "y"}));
        QCOMPARE(parsed(R"([{"label": "A", "text": "x"}, {"label": "B", "text": "y"}])"), (List{"x", "y"}));
        QCOMPARE(parsed(R"({"B": "second", "A": "first", "C": null})"), (List{"first", "second"}));
        QCOMPARE(parsed(R"({"10": "j", "2": "b", "1": "a"})"), (List{"a", "b", "j"}));
    }

    void python() {
        QCOMPARE(parsed("['a', \"b's\", 'c\\'d']"), (List{"a", "b's", "c'd"}));
        QCOMPARE(parsed("('a', 'b',)"), (List{"a", "b"}));
        QCOMPARE(parsed("[ 'a' , 'b' , ]"), (List{"a", "b"}));
        QCOMPARE(parsed("[r'\\frac', u'x', b'y', '''it's''', \"\"\"say \"x\" now\"\"\"]"),
                 (List{"\\frac", "x", "y", "it's", "say \"x\" now"}));
        QCOMPARE(parsed("['\\x41\\u00e9\\U0001F600\\101\\n\\t\\\\']"), (List{"A\xC3\xA9\xF0\x9F\x98\x80"
                                                                             "A\n\t\\"}));
        QCOMPARE(parsed("['\\ud83d\\ude00', '\\ud800']"), (List{"\xF0\x9F\x98\x80", "\xEF\xBF\xBD"}));
        QCOMPARE(parsed("['one \\\ntwo', 'a' 'b']"), (List{"one two", "ab"}));
        QCOMPARE(parsed("['\\d+', 1, -2.5, None, True]"), (List{"\\d+", "1", "-2.5", "None", "True"}));
        QCOMPARE(parsed("['a, b', '[c]', '']"), (List{"a, b", "[c]", ""}));
        QCOMPARE(parsed("[]"), List{});
    }

    void numpy() {
        QCOMPARE(parsed("['a' \"b's\"\n 'c']"), (List{"a", "b's", "c"}));
        QCOMPARE(parsed("array(['a', 'b'], dtype=object)"), (List{"a", "b"}));
        QCOMPARE(parsed("array(['a', 'b'],\n      dtype='<U5')"), (List{"a", "b"}));
    }

    void brokenQuotes() {
        bool recovered = false;
        QCOMPARE(parsed("['Theodore Roosevelt's \"Big Stick\"', \"Wilson's\", 'plain']", &recovered),
                 (List{"Theodore Roosevelt's \"Big Stick\"", "Wilson's", "plain"}));
        QVERIFY(recovered);
        QCOMPARE(parsed("['\"I don't\"', '\"I'm\"']", &recovered), (List{"\"I don't\"", "\"I'm\""}));
        QVERIFY(recovered);
        QCOMPARE(parsed("['fine', 'too']", &recovered), (List{"fine", "too"}));
        QVERIFY(!recovered);
    }

    void lostBackslashes() {
        QVERIFY(escapesIn("['$\\mathrm{K}$']").unknown);
        QVERIFY(!escapesIn("['line\\nbreak']").unknown);
        QVERIFY(escapesIn("['\\\\frac']").doubled);
        QCOMPARE(*parseOptionList("['\\frac{1}{2}', 'it\\'s']", nullptr, true), (List{"\\frac{1}{2}", "it's"}));
    }

    void refused() {
        for (const char* text :
             {"", "  ", "[", "['a'", "['a', b]", "a, b", "{'A'", "[['a'], ['b']]", "[\"a\", [\"b\"]]", "null",
              "{\"question\": \"x\"}", "[,]", "['a',,'b']", "(", "array("}) {
            const auto list = parseOptionList(text);
            QVERIFY2(!list, text);
            QVERIFY(!list.error().message.empty());
        }
    }

    // What repr writes comes back, whatever stands in the options.
    void reprRoundTrip() {
        std::mt19937 random(7);
        const std::string alphabet = "ab '\"\\,[](){}\n\t\x07#0x$";
        for (int round = 0; round < 20000; ++round) {
            List options(2 + random() % 4);
            std::string text = "[";
            for (size_t i = 0; i < options.size(); ++i) {
                for (size_t length = random() % 8; length > 0; --length)
                    options[i] += alphabet[random() % alphabet.size()];
                text += (i ? ", " : "") + pythonRepr(options[i]);
            }
            bool recovered = true;
            QCOMPARE(parsed(text + "]", &recovered), options);
            QVERIFY(!recovered);
        }
    }

    // Anything else: an answer or an error, never a crash or a hang.
    void garbage() {
        std::mt19937 random(8);
        const std::string alphabet = "['\"],\\ux0{}:a (rb1NTn\n";
        for (int round = 0; round < 100000; ++round) {
            std::string text = round % 2 ? "['" : "";
            for (size_t length = random() % 24; length > 0; --length)
                text += alphabet[random() % alphabet.size()];
            const auto list = parseOptionList(text, nullptr, round % 3 == 0);
            QVERIFY(list || !list.error().message.empty());
        }
    }
};

QTEST_APPLESS_MAIN(TestImportOptions)
#include "test_import_options.moc"
