// Import: formats, mapping, answer bases, merging, bad rows.
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/data/import.h"

#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <zlib.h>

using namespace caftan;
namespace fs = std::filesystem;

namespace {

std::string gzip(const std::string& text) {
    std::string packed(compressBound(uLong(text.size())) + 64, '\0');
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = uInt(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = uInt(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

std::string joined(const std::vector<std::string>& sentences) {
    std::string text;
    for (const std::string& sentence : sentences)
        text += sentence + "\n";
    return text;
}

std::string choiceRow(int id, const std::string& more) {
    return "{\"question_id\": " + std::to_string(id) + ", \"question\": \"Question " + std::to_string(id) +
           "?\", \"options\": [\"w\", \"x\", \"y\", \"z\"], " + more + "}\n";
}

#define HAS(text, words)                                                                                               \
    do {                                                                                                               \
        const std::string hasText = (text);                                                                            \
        QVERIFY2(hasText.find(words) != std::string::npos, hasText.c_str());                                           \
    } while (false)

} // namespace

class TestImport : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    fs::path path(const std::string& name) const { return fs::path(folder_.path().toStdString()) / name; }
    fs::path file(const std::string& name, const std::string& content) const {
        if (!writeFile(path(name), content))
            qFatal("cannot write");
        return path(name);
    }
    Import good(const std::string& name, const std::string& content, const ImportOptions& options = {}) const {
        auto import = importFiles({file(name, content)}, options);
        if (!import) {
            qWarning("%s", import.error().message.c_str());
            return {};
        }
        return std::move(*import);
    }
    std::string refused(const std::string& name, const std::string& content, const ImportOptions& options = {}) const {
        const auto import = importFiles({file(name, content)}, options);
        return import ? "IMPORTED" : import.error().message;
    }

    void checkThree(const Import& import) const {
        QCOMPARE(import.questions.size(), size_t(3));
        QCOMPARE(import.questions[0].text, std::string("One, \"quoted\"\nand\tmore?"));
        QCOMPARE(import.questions[0].options, (std::vector<std::string>{"a", "b's"}));
        QCOMPARE(import.questions[0].answer, 1);
        QCOMPARE(import.questions[1].externalId, std::string("2"));
        QCOMPARE(import.questions[2].category, std::string("law \xC3\xA9"));
    }

  private Q_SLOTS:
    void theSameRowsInEveryFormat() {
        const std::string csv = "question_id,question,options,answer,category\r\n"
                                "1,\"One, \"\"quoted\"\"\nand\tmore?\",\"['a', \"\"b's\"\"]\",B,law\r\n"
                                "\r\n2,Two?,\"['a', 'b']\",A,law\r\n3,Three?,\"['a', 'b']\",A,law \xC3\xA9\r\n";
        const std::string tsv = "question_id\tquestion\toptions\tanswer\tcategory\n"
                                "1\t\"One, \"\"quoted\"\"\nand\tmore?\"\t\"['a', \"\"b's\"\"]\"\tB\tlaw\n"
                                "2\tTwo?\t['a', 'b']\tA\tlaw\n3\tThree?\t['a', 'b']\tA\tlaw \xC3\xA9";
        const std::string one =
            "{\"question_id\": 1, \"question\": \"One, \\\"quoted\\\"\\nand\\tmore?\", \"options\": [\"a\", \"b's\"],"
            " \"answer\": \"B\", \"category\": \"law\"}";
        const std::string two =
            "{\"question_id\": \"2\", \"question\": \"Two?\", \"options\": \"['a', 'b']\", \"answer\": \"A\"}";
        const std::string three = "{\"category\": \"law \\u00e9\", \"question_id\": 3.0, \"question\": \"Three?\", "
                                  "\"options\": [\"a\", \"b\"],"
                                  " \"answer\": \"A\", \"extra\": {\"deep\": [1]}}";
        const std::string columns =
            "{\"question_id\": [1, 2, 3], \"question\": [\"One, \\\"quoted\\\"\\nand\\tmore?\", \"Two?\", \"Three?\"],"
            "\"options\": [[\"a\", \"b's\"], [\"a\", \"b\"], [\"a\", \"b\"]], \"answer\": [\"B\", \"A\", \"A\"],"
            "\"category\": [\"law\", null, \"law \\u00e9\"]}";
        checkThree(good("a.csv", csv));
        checkThree(good("bom.csv", "\xEF\xBB\xBF" + csv));
        checkThree(good(
            "semicolon.csv",
            "id;question;options;answer;category\n1;\"One, \"\"quoted\"\"\nand\tmore?\";\"['a', \"\"b's\"\"]\";B;law\n"
            "2;Two?;['a', 'b'];A;law\n3;Three?;['a', 'b'];A;law \xC3\xA9\n"));
        checkThree(good("a.tsv", tsv));
        checkThree(good("a.jsonl", one + "\r\n\r\n" + two + "\r\n" + three));
        checkThree(good("lines.json", one + "\n" + two + "\n" + three + "\n"));
        checkThree(good("a.json", "[\n" + one + ",\n" + two + ",\n" + three + "\n]\n"));
        checkThree(good("member.json", "{\"version\": 1, \"data\": [" + one + "," + two + "," + three + "]}"));
        checkThree(good("columns.json", columns));
        checkThree(good("a.csv.gz", gzip(csv)));
        checkThree(good("a.jsonl.gz", gzip(one + "\n") + gzip(two + "\n" + three)));
        checkThree(good("a.json.gz", gzip("[" + one + "," + two + "," + three + "]")));
        checkThree(good("a.tsv.gz", gzip(tsv)));
        checkThree(good("unnamed", tsv));
        checkThree(good("unnamed2", one + "\n" + two + "\n" + three));
    }

    void bothPublishedStyles() {
        const Import single =
            good("s.csv", "question_id,question,options,answer,answer_index,entropy,llm_answer,is_right\n"
                          "1,Q1,\"['a', 'b', 'c']\",A,1,0.5,1,True\n2,Q2,\"['a', 'b', 'c']\",C,3,0.25,1,False\n"
                          "3,Q3,\"['a', 'b', 'c']\",B,2,1.5,[,False\n");
        QCOMPARE(single.scores.size(), size_t(3));
        QCOMPARE(single.scores[0].predicted, 0);
        QVERIFY(single.scores[0].right && single.scores[0].valid && !single.scores[1].right);
        QVERIFY(!single.scores[2].valid);
        QCOMPARE(single.scores[2].predicted, -1);
        QCOMPARE(single.scores[2].answer, std::string("["));
        QVERIFY(std::isnan(single.scores[0].margin));
        HAS(joined(single.warnings), "answer_index counts options from 1: 3 of 3 rows agree with answer");
        HAS(joined(single.warnings), "llm_answer counts options from 1");

        const Import suffixed =
            good("t.tsv", "question_id\tquestion\toptions\tanswer\tanswer_index\tentropy_ans_correct_phi\tentropy_"
                          "value_phi\tentropy_ans_phi\n"
                          "1\tQ1\t['a', 'b']\tA\t0\tTrue\t0.5\t1\n2\tQ2\t['a', 'b']\tB\t1\tFalse\t0.7\t1\n");
        QCOMPARE(suffixed.mapping.at("entropy"), std::string("entropy_value_phi"));
        QCOMPARE(suffixed.mapping.at("right"), std::string("entropy_ans_correct_phi"));
        QCOMPARE(suffixed.mapping.at("predicted"), std::string("entropy_ans_phi"));
        QCOMPARE(suffixed.scores.size(), size_t(2));
        QCOMPARE(suffixed.scores[1].predicted, 0);
        HAS(joined(suffixed.warnings), "answer_index counts options from 0");
        HAS(joined(suffixed.warnings), "entropy_ans_phi counts options from 1");
    }

    void basesWithoutLetters() {
        std::string fromOne, fromZero, undecided;
        for (int i = 0; i < 20; ++i) {
            fromOne += choiceRow(i, "\"answer\": " + std::to_string(i % 4 + 1));
            fromZero += choiceRow(i, "\"answer\": " + std::to_string(i % 4));
            undecided += choiceRow(i, "\"answer\": " + std::to_string(i % 3 + 1));
        }
        const Import one = good("one.jsonl", fromOne), zero = good("zero.jsonl", fromZero),
                     open = good("open.jsonl", undecided);
        for (int i = 0; i < 20; ++i) {
            QCOMPARE(one.questions[size_t(i)].answer, i % 4);
            QCOMPARE(zero.questions[size_t(i)].answer, i % 4);
        }
        HAS(joined(one.warnings), "answer counts options from 1: 5 rows allow nothing else");
        HAS(joined(zero.warnings), "answer counts options from 0: 5 rows allow nothing else");
        HAS(joined(open.warnings), "assumed, no row tells");
    }

    void letterWinsOverIndex() {
        const Import import = good("l.jsonl", choiceRow(1, "\"answer\": \"A\", \"answer_index\": 0") +
                                                  choiceRow(2, "\"answer\": \"B\", \"answer_index\": 1") +
                                                  choiceRow(3983, "\"answer\": \"C\", \"answer_index\": 1"));
        QCOMPARE(import.questions[2].answer, 2);
        HAS(joined(import.warnings), "question 3983 has answer C and answer_index 1, which is B");
    }

    void answersAsText() {
        const Import import = good("text.jsonl", choiceRow(1, "\"answer\": \"y\"") + choiceRow(2, "\"answer\": \"w\""));
        QCOMPARE(import.questions[0].answer, 2);
        // Numbers that are options, not indices.
        const Import numbers =
            good("numbers.csv", "question,options,answer\n1+1?,\"['1', '2', '3']\",2\n1+2?,\"['1', '2', '3']\",3\n");
        QCOMPARE(numbers.questions[0].answer, 1);
        QCOMPARE(numbers.questions[1].answer, 2);
    }

    void optionColumns() {
        const Import import = good("c.csv", "Question,A,B,C,D,Answer,Subject\nQ1,w,x,y,z,D,law\nQ2,w,x,,,B,law\n");
        QCOMPARE(import.mapping.at("options"), std::string("A|B|C|D"));
        QCOMPARE(import.questions[0].options.size(), size_t(4));
        QCOMPARE(import.questions[1].options.size(), size_t(2));
        QCOMPARE(import.questions[0].answer, 3);
        const Import medical = good("m.csv", "id,question,opa,opb,opc,opd,cop\n1,Q1,w,x,y,z,4\n2,Q2,w,x,y,z,1\n");
        QCOMPARE(medical.questions[0].answer, 3);
        QCOMPARE(medical.questions[1].answer, 0);
    }

    void questionsWithoutOptions() {
        const Import gsm = good("g.jsonl", "{\"question\": \"How many?\", \"answer\": \"Work.\\n#### 1,072\"}\n");
        QCOMPARE(gsm.questions[0].answerText, std::string("1,072"));
        QCOMPARE(gsm.questions[0].rationale, std::string("Work."));
        QCOMPARE(gsm.questions[0].answer, -1);
        QCOMPARE(gsm.questions[0].externalId, std::string("1"));
        const Import viggo = good("v.csv", "mr,ref\n\"inform(name[X])\",X is a game.\n");
        QCOMPARE(viggo.questions[0].text, std::string("inform(name[X])"));
        QCOMPARE(viggo.questions[0].answerText, std::string("X is a game."));
    }

    void instructionsWithOptions() {
        const Import import = good(
            "arc.json",
            "[{\"instruction\": \"Please choose the correct answer to the question: Which?\\n\\nAnswer1: one Answer2: "
            "two. Answer3: three\\n\\nAnswer format: answer1/answer2/answer3\", \"input\": \"\", \"output\": \"the "
            "correct "
            "answer is answer2\", \"answer\": \"answer2\"}]");
        QCOMPARE(import.questions[0].text, std::string("Which?"));
        QCOMPARE(import.questions[0].options, (std::vector<std::string>{"one", "two.", "three"}));
        QCOMPARE(import.questions[0].answer, 1);
    }

    void splits() {
        QCOMPARE(good("my_train_df.csv", "question,answer\nQ,a\n").questions[0].split, Split::Train);
        QCOMPARE(good("dev-00.csv", "question,answer\nQ,a\n").questions[0].split, Split::Validation);
        QCOMPARE(good("latest.csv", "question,answer\nQ,a\n").questions[0].split, Split::None);
        QCOMPARE(good("train_test.csv", "question,answer\nQ,a\n").questions[0].split, Split::None);
        const Import column = good("train2.csv", "question,answer,split\nQ,a,test\nR,a,validation\nS,a,\n");
        QCOMPARE(column.questions[0].split, Split::Test);
        QCOMPARE(column.questions[1].split, Split::Validation);
        ImportOptions options;
        options.split = Split::Validation;
        QCOMPARE(good("train3.csv", "question,answer,split\nQ,a,test\n", options).questions[0].split,
                 Split::Validation);
        HAS(joined(good("odd.csv", "question,answer,split\nQ,a,fold7\n").warnings),
            "names no split in 1 rows (such as 'fold7')");
        options.split.reset();
        options.mapping = {{"split", "part"}};
        HAS(refused("odd2.csv", "question,answer,part\nQ,a,fold7\n", options),
            "odd2.csv:2: field split (column 'part'): expected train");
    }

    void merging() {
        const auto train =
            file("train_a.jsonl", choiceRow(1, "\"answer\": \"A\", \"entropy\": 0.5, \"pred\": \"A\"") +
                                      choiceRow(2, "\"answer\": \"B\", \"entropy\": 0.25, \"pred\": \"A\"") +
                                      choiceRow(3, "\"answer\": \"C\", \"entropy\": 0.125, \"pred\": \"C\""));
        const auto valid =
            file("valid_a.jsonl", choiceRow(1, "\"answer\": \"A\", \"entropy\": 0.5000005, \"pred\": \"A\"") +
                                      choiceRow(2, "\"answer\": \"B\", \"entropy\": 0.26, \"pred\": \"A\""));
        const auto test =
            file("test_a.jsonl",
                 "{\"question_id\": 3, \"question\": \"Other\", \"options\": [\"w\", \"x\"], \"answer\": \"A\"}\n" +
                     choiceRow(1, "\"answer\": \"B\""));
        const auto import = importFiles({train, valid, test}, {});
        QVERIFY(import);
        const std::string warnings = joined(import->warnings);
        QCOMPARE(import->rowsRead, 7);
        QCOMPARE(import->merged, 3);
        QCOMPARE(import->questions.size(), size_t(4));
        QCOMPARE(import->scores.size(), size_t(3));
        QCOMPARE(import->questions[0].split, Split::Test);
        QCOMPARE(import->questions[1].split, Split::Validation);
        QCOMPARE(import->questions[2].split, Split::Train);
        QCOMPARE(import->questions[3].externalId, std::string("3#2"));
        QCOMPARE(import->questions[0].answer, 0);
        HAS(warnings, "1 question repeat with another recorded answer or entropy; the first is kept: 2 (entropy 0.25, "
                      "then 0.26)");
        HAS(warnings, "1 question repeat with another answer; the first is kept: 1");
        HAS(warnings, "2 ids stand in several splits (1 in train and validation, 1 in train and validation and test)");
        HAS(warnings, "repeat an id with another text");
        QCOMPARE(import->sources.size(), size_t(3));
        QCOMPARE(import->sources[0].sha256, *sha256File(train));
    }

    void mappingByHand() {
        ImportOptions options;
        options.mapping = {{"question", "prompt"}, {"answer", "key"}, {"category", ""}};
        const Import import = good("map.csv", "question,prompt,key,answer,category\nno,yes,K,A,law\n", options);
        QCOMPARE(import.questions[0].text, std::string("yes"));
        QCOMPARE(import.questions[0].answerText, std::string("K"));
        QVERIFY(import.questions[0].category.empty());
        options.mapping = {{"question", "nowhere"}};
        HAS(refused("map2.csv", "question,answer\nQ,a\n", options),
            "no column 'nowhere' for the field question; its columns are question, answer");
        options.mapping = {{"nothing", "question"}};
        HAS(refused("map3.csv", "question,answer\nQ,a\n", options), "there is no field 'nothing' to map");
    }

    void badRowsAreNamed() {
        const std::string head = "question_id,question,options,answer,entropy,pred\n";
        const std::string fine = "1,Q1,\"['a', 'b']\",A,0.5,A\n";
        const auto sentence = [&](const std::string& row) { return refused("bad.csv", head + fine + row); };
        HAS(sentence("2,Q2,\"['a', 'b']\",A,0.5\n"), "bad.csv:3: has 5 fields, the first line names 6 columns");
        HAS(sentence("2,,\"['a', 'b']\",A,0.5,A\n"), "bad.csv:3: field question (column 'question') is empty");
        HAS(sentence(",Q2,\"['a', 'b']\",A,0.5,A\n"), "field id (column 'question_id') is empty");
        HAS(sentence("2,Q2,a b,A,0.5,A\n"), "bad.csv:3: field options (column 'options'): expected a list");
        HAS(sentence("2,Q2,\"['a']\",A,0.5,A\n"), "has 1 options; expected 2 to 26");
        HAS(sentence("2,Q2,\"['a', 'b']\",C,0.5,A\n"),
            "bad.csv:3: field answer (column 'answer'): 'C' names none of the 2 options");
        HAS(sentence("2,Q2,\"['a', 'b']\",A,high,A\n"),
            "field entropy (column 'entropy'): expected a number, found 'high'");
        HAS(sentence("2,Q2,\"['a', 'b']\",A,-1,A\n"), "cannot be negative");
        HAS(sentence("2,\"Q2,\"['a', 'b']\",A,0.5,A\n"), "bad.csv:3");
        HAS(sentence("2,Q2,\"['a', 'b'],A,0.5,A\n"), "bad.csv:3: field 3 opens a quotation mark that is never closed");
        HAS(sentence("2,Q2,\"['a', 'b']\",A,0.5\n3,Q3,x,A,0.5,A\n"), "2 rows are bad");
        HAS(refused("bad.jsonl", choiceRow(1, "\"answer\": \"A\"") + "{\"question_id\": 2,\n" + "[1]\n"),
            "bad.jsonl:2: not valid JSON");
        HAS(refused("bad.json", "[{\"question\": \"Q\", \"answer\": \"a\"},\n {\"question\": }]"),
            "bad.json:2: not valid JSON");

        ImportOptions options;
        options.skipBad = true;
        const Import import =
            good("skip.csv", head + "2,Q2,x,A,0.5,A\n" + fine + "3,Q3\n4,,\"['a', 'b']\",A,0.5,A\n", options);
        QCOMPARE(import.questions.size(), size_t(1));
        QCOMPARE(import.skipped, 3);
        QCOMPARE(import.rowsRead, 4);
        HAS(joined(import.warnings), "3 bad rows were left out");
        HAS(refused("all.csv", head + "2,Q2,x,A,0.5,A\n", options), "no row could be read");
    }

    void unreadableFiles() {
        HAS(refused("empty.csv", ""), "empty.csv is empty");
        HAS(refused("blank.csv", " \n\n"), "blank.csv is empty");
        HAS(refused("head.csv", "question,answer\n"), "no row");
        HAS(refused("zero.csv", std::string("a,b\n\0\1", 6)), "is not a text file (byte 4 is zero)");
        HAS(refused("sheet.csv", "PK\x03\x04..."), "ZIP or Excel");
        HAS(refused("wide.csv", "\xFF\xFEq"), "UTF-16");
        HAS(refused("pq.parquet", "PAR1...."), "built without Parquet");
        HAS(refused("cols.csv", "one,two\n1,2\n"), "no column looks like the question; name it with --map");
        HAS(refused("cut.json", "[{\"question\": \"Q\"},\n{\"quest"), "cut.json:2: the file ends inside this row");
        HAS(refused("cut2.json", "[{\"question\": \"Q\"},"), "cut off");
        HAS(refused("more.json", "[{\"question\": \"Q\"}] x"), "unexpected text behind");
        HAS(refused("text.json", "hello"), "expected JSON");
        HAS(refused("nested.json", "{\"1\": {\"question\": \"Q\"}, \"2\": {\"question\": \"R\"}}"),
            "object of objects");
        HAS(refused("two.json", "{\"train\": [{\"question\": \"Q\"}], \"test\": [{\"question\": \"R\"}]}"),
            "several lists of rows");
        HAS(refused("uneven.json", "{\"question\": [\"Q\", \"R\"], \"answer\": [\"a\"]}"),
            "column 'answer' has 1 values");
        const std::string packed = gzip("question,answer\n" + std::string(5000, 'q') + ",a\n");
        HAS(refused("cut.csv.gz", packed.substr(0, packed.size() - 9)), "cut off after");
        std::string damaged = packed;
        damaged[packed.size() / 2] = char(damaged[packed.size() / 2] ^ 0x55);
        HAS(refused("damaged.csv.gz", damaged), "damaged");
        HAS(importFiles({path("nowhere.csv")}, {}).error().message, "there is no such file");
        HAS(importFiles({fs::path(folder_.path().toStdString())}, {}).error().message, "is a folder");
        HAS(importFiles({}, {}).error().message, "no file");
        const auto twice = file("twice.csv", "question,answer\nQ,a\n");
        HAS(importFiles({twice, twice}, {}).error().message, "named twice");
        HAS(refused("field.csv", "question,answer\nQ,\"" + std::string(size_t(17) << 20, 'x')),
            "is longer than 16 MiB");
    }

    void brokenUtf8IsRepairedAndReported() {
        const Import import = good("latin.csv", "question,answer\ncaf\xE9,a\nna\xEFve,b\n");
        QCOMPARE(import.questions[0].text, std::string("caf\xEF\xBF\xBD"));
        HAS(joined(import.warnings), "2 places were not valid UTF-8");
    }

    void pythonNanInJson() {
        const Import import = good(
            "nan.jsonl", choiceRow(1, "\"answer\": \"A\", \"entropy\": NaN, \"pred\": \"A\"") +
                             choiceRow(2, "\"answer\": \"A\", \"entropy\": 0.5, \"pred\": \"NaN\", \"x\": -Infinity"));
        QCOMPARE(import.questions.size(), size_t(2));
        QCOMPARE(import.scores.size(), size_t(1));
        QCOMPARE(import.scores[0].answer, std::string("NaN"));
    }

    void idsWithoutColumn() {
        const auto import = importFiles(
            {file("one.csv", "question,answer\nQ,a\n"), file("two.csv", "question,answer\nQ,a\nR,b\n")}, {});
        QVERIFY(import);
        QCOMPARE(import->questions.size(), size_t(3));
        QCOMPARE(import->questions[2].externalId, std::string("two-2"));
    }

    void previewReadsOnlyTheFirstRows() {
        const auto table = readTable(file("p.csv", "question,answer\nQ,a\nR,b\nS,c\n"), 2);
        QVERIFY(table);
        QCOMPARE(table->rows.size(), size_t(2));
        QCOMPARE(readTable(file("p.jsonl", "{\"a\": 1}\n{\"a\": 2, \"b\": [1, \"x\"]}\n{\"a\": 3}\n"), 2)->rows[1][1],
                 std::string("[1,\"x\"]"));
        QCOMPARE(readTable(file("p.json", "[{\"a\": 1},\n{\"a\": 2},{\"a\": 3}]"), 2)->lines,
                 (std::vector<int64_t>{1, 2}));
    }
};

QTEST_APPLESS_MAIN(TestImport)
#include "test_import.moc"
