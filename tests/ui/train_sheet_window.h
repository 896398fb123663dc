// The window with the Train sheet open on a project with made-up scores, and this test itself in caftan-cli's place.
#pragma once

#include "tests/ui/state_checks.h"
#include "tests/ui/train_fixture.h"
#include "tests/ui/window_test.h"
#include "ui/models/exploration.h"
#include "ui/pages/train/train_sheet.h"

#include <QApplication>

namespace caftan::test {

class TrainSheetWindow : public WindowTest {
  protected:
    bool dark_ = false;

    void prepareSheet() {
        dark_ = qEnvironmentVariableIsSet("CAFTAN_STATE_DARK");
        prepare(dark_ ? ui::Theme::Mode::Dark : ui::Theme::Mode::Light);
        qputenv("CAFTAN_LOCKS", directory_->filePath(QStringLiteral("locks")).toUtf8());
        qputenv("CAFTAN_FAKE_STEP_MS", "5");
    }
    void stopJobs() {
        closeAll();
        auto store = Project::open(folder_);
        if (store)
            for (const JobRecord& row : listJobs(*store).value_or(std::vector<JobRecord>()))
                (void)requestJob(*store, row.id, "stop");
    }
    void openWindow() {
        makeWindow(QCoreApplication::applicationFilePath());
        window_->show();
        QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
        openProject();
        QTRY_COMPARE(window_->currentPageName(), QStringLiteral("explore"));
        QTRY_VERIFY(exploration().rows() && exploration().index().valid() > 0);
    }
    void makeAndOpen() {
        const auto made = makeTrainProject(folder_);
        QVERIFY2(made.has_value(), made ? "" : made.error().message.c_str());
        openWindow();
    }
    void openSheet() {
        auto* train = child<QPushButton>("train");
        QTRY_VERIFY(train->isEnabled());
        QTest::mouseClick(train, Qt::LeftButton);
        QTRY_VERIFY(child<QWidget>("trainSheet")->isVisible());
        settle();
    }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(!draft().isMeasuring() && draft().estimate(), 30'000); }

    ui::TrainDraft& draft() { return window_->draft(); }
    ui::Exploration& exploration() { return window_->exploration(); }
    void check(const QString& state) { checkState(window_.get(), state, dark_); }
    // The window measures the machine now and then: what a test says of it is said again until it is heard.
    bool refusedOn(const TrainMachine& machine, ui::TrainRefusal::Kind kind) {
        draft().setMachine(machine);
        return QTest::qWaitFor([this] { return !draft().isMeasuring() && draft().estimate(); }, 5000) &&
               refusedFor(kind);
    }
    bool refusedFor(ui::TrainRefusal::Kind kind) {
        return draft().refusal().kind == kind && !child<QPushButton>("trainStart")->isEnabled() &&
               child<QWidget>("trainRefusal")->isVisible();
    }
    bool startable() {
        return draft().refusal().kind == ui::TrainRefusal::Kind::None &&
               child<QPushButton>("trainStart")->isEnabled() && !child<QWidget>("trainRefusal")->isVisible();
    }
    void remedy(const char* name) {
        auto* button = child<QPushButton>(name);
        QVERIFY2(button && button->isVisible(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }
};

} // namespace caftan::test
