// Files, JSON and text helpers.
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/text.h"

#include <QTest>

using namespace caftan;

class TestBase : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void sha256OfKnownText() {
        QCOMPARE(sha256("abc"), std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    void brokenUtf8BecomesReplacementCharacters() {
        QCOMPARE(repairUtf8("a\xC3\xA9\xFF\xE2\x82"), std::string("a\xC3\xA9\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"));
        QCOMPARE(repairUtf8("\xED\xA0\x80").size(), size_t(9)); // a surrogate is not UTF-8
    }

    void deepJsonIsRefused() {
        QVERIFY(!parseJson(std::string(300, '[')));
        QVERIFY(parseJson("{\"a\": \"" + std::string(300, '[') + "\"}"));
    }

    void digitsAreGrouped() {
        QCOMPARE(groupDigits(12032), std::string("12,032"));
        QCOMPARE(groupDigits(-999), std::string("-999"));
        QCOMPARE(groupDigits(-1000), std::string("-1,000"));
    }
};

QTEST_APPLESS_MAIN(TestBase)
#include "test_base.moc"
