// The Train sheet where memory is short: a base in few bits, recomputation, smaller micro batches; in fields, figures,
// command line and job, and as remedies of a refusal.
#include "tests/ui/train_sheet_window.h"

#include <QRadioButton>
#include <QSpinBox>

using namespace caftan;
using namespace caftan::ui;

class TrainMemoryTest : public test::TrainSheetWindow {
    Q_OBJECT

  private Q_SLOTS:
    void init() { prepareSheet(); }
    void cleanup() { stopJobs(); }

    // Base in few bits and recomputation: in fields, figures, command line and the job; few bits are for adapters.
    void lessMemory() {
        makeAndOpen();
        openSheet();
        child<QPushButton>("trainAdvanced")->setChecked(true);
        const auto pick = [this](const char* field, const char* value) {
            auto* combo = child<QComboBox>(field);
            combo->setFocus();
            while (combo->currentData().toString() != QLatin1String(value)) {
                const int before = combo->currentIndex();
                QTest::keyClick(combo, combo->findData(QLatin1String(value)) > before ? Qt::Key_Down : Qt::Key_Up);
                QVERIFY(combo->currentIndex() != before);
            }
            settle();
        };
        const auto words = [this] { return child<QLineEdit>("trainCommand")->text(); };
        const auto total = [this] { return draft().estimate()->memory.total(); };
        child<QRadioButton>("trainFull")->click();
        settle();
        pick("trainBaseBits", "4");
        QTRY_VERIFY(refusedFor(TrainRefusal::Kind::BaseBits));
        check(QStringLiteral("train-base-bits"));
        remedy("refusalWhole");
        settle();
        QTRY_VERIFY(startable());
        QCOMPARE(child<QComboBox>("trainBaseBits")->currentData().toString(), QStringLiteral("0"));
        pick("trainBaseBits", "8");
        remedy("refusalAdapter");
        settle();
        QTRY_VERIFY(startable());
        QVERIFY2(child<QRadioButton>("trainLora")->text().startsWith(QLatin1String("QLoRA")),
                 qPrintable(child<QRadioButton>("trainLora")->text()));
        QVERIFY2(words().contains(QLatin1String("--lora 16")) && words().contains(QLatin1String("--base-bits 8")),
                 qPrintable(words()));
        const double eight = draft().estimate()->memory.weights;
        pick("trainBaseBits", "4");
        const double four = draft().estimate()->memory.weights;
        pick("trainBaseBits", "0");
        QVERIFY(four < eight && eight < draft().estimate()->memory.weights);
        QVERIFY(!words().contains(QLatin1String("--base-bits")));

        const double kept = total();
        pick("trainRecompute", "on");
        QVERIFY(total() < kept);
        QVERIFY(words().contains(QLatin1String("--recompute on")));
        const QString remarks = child<QLabel>("trainRemarks")->text();
        QVERIFY2(remarks.contains(QLatin1String("computed again")), qPrintable(remarks));
        pick("trainBaseBits", "4");
        const Json spec = draft().job().spec;
        QCOMPARE(spec.value("base_bits", 0), 4);
        QCOMPARE(spec.value("recompute", ""), std::string("on"));
        settle();
        check(QStringLiteral("train-less-memory"));
    }

    void remediesForMemory() {
        makeAndOpen();
        openSheet();
        draft().setLora(true);
        draft().edit([](TrainSpec& spec) {
            spec.batchSequences = 1000;
            spec.recompute = "off";
        });
        settle();
        const TrainEstimate kept = *draft().estimate();
        QVERIFY(kept.recomputed < kept.memory.total());
        QTRY_VERIFY(
            refusedOn(TrainMachine{(kept.recomputed + kept.memory.total()) / 2, 0}, TrainRefusal::Kind::Memory));
        remedy("refusalRecompute");
        settle();
        QTRY_VERIFY(startable());
        QVERIFY(draft().estimate()->memory.recomputed);
        // not even one answer at a time fits beside the whole base
        const TrainEstimate whole = *draft().estimate();
        QVERIFY(whole.fewBits < whole.smallest);
        QTRY_VERIFY(refusedOn(TrainMachine{(whole.fewBits + whole.smallest) / 2, 0}, TrainRefusal::Kind::Memory));
        QVERIFY2(draft().refusal().sentence.contains(QLatin1String("4 bits")), qPrintable(draft().refusal().sentence));
        remedy("refusalFewBits");
        settle();
        QCOMPARE(draft().settings().baseBits, int64_t(4));
        QVERIFY(startable() || child<QPushButton>("refusalMicro"));
    }

    void smallerMicroBatchesFit() {
        makeAndOpen();
        openSheet();
        draft().edit([](TrainSpec& spec) { spec.batchSequences = 1000; });
        settle();
        const TrainEstimate before = *draft().estimate();
        QVERIFY(before.smallest < before.memory.total());
        QTRY_VERIFY(
            refusedOn(TrainMachine{(before.smallest + before.memory.total()) / 2, 0}, TrainRefusal::Kind::Memory));
        remedy("refusalMicro");
        settle();
        QTRY_VERIFY(startable());
        QCOMPARE(draft().estimate()->steps, before.steps);
        QVERIFY(draft().estimate()->microTokens < before.microTokens);
    }
};

int main(int argc, char** argv) {
    if (const auto code = caftan::test::fakeCli(argc, argv))
        return *code;
    QApplication application(argc, argv);
    TrainMemoryTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_train_memory.moc"
