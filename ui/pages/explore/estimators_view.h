// Which metric finds the errors best: ROCs of several metrics on the same rows with paired differences, risk against
// coverage, calibration, categories side by side, predicted against key letters. Reads the project only while it is
// shown. Thread: the window's.
#pragma once

#include "core/analysis/contest.h"
#include "ui/charts/painted_chart.h"
#include "ui/pages/explore/estimator_series.h"

#include <QWidget>
#include <memory>
#include <set>

class QCheckBox;
class QLabel;
class QPushButton;
class QStackedLayout;
class QTabBar;
class QTableWidget;

namespace caftan::ui {

class Exploration;
class FlowLayout;
class LineChart;
class ProjectService;

class EstimatorsView : public QWidget {
    Q_OBJECT

  public:
    EstimatorsView(ProjectService& service, Exploration& exploration, QWidget* parent = nullptr);

    QString commandLine() const;
    bool hasHeightForWidth() const override { return false; } // texts that wrap must not make the page taller
    const Contest* contest() const { return contest_.get(); } // nullptr: not held (yet)
    void setTab(int tab); // 0 ROC, 1 risk and coverage, 2 calibration, 3 categories, 4 letters
    void chooseMetric(const QString& metric, bool on);

  Q_SIGNALS:
    void problem(const QString& message);
    void commandLineChanged();

  protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    enum Tab { Roc, Risk, Calibration, Categories, Letters };
    QWidget* makeCharts();
    QWidget* makeTables();
    void dataChanged();
    void refresh(); // what the chosen tab needs
    void fillMetrics();
    void holdContest();
    void loadOptions();
    void loadLetters();
    void loadCategories();
    void showContest();
    void showCalibration();
    void showTab();
    void showLegend();
    void showColors();
    std::vector<std::string> chosen() const;

    ProjectService& service_;
    Exploration& exploration_;
    QTabBar* tabs_ = nullptr;
    QStackedLayout* pages_ = nullptr;
    LineChart *lines_ = nullptr, *calibrationLines_ = nullptr;
    CategoryGrid* categories_ = nullptr;
    MatrixChart* letters_ = nullptr;
    QLabel *legend_ = nullptr, *note_ = nullptr, *pairsTitle_ = nullptr;
    QCheckBox* logCounts_ = nullptr;
    FlowLayout* metricRow_ = nullptr;
    std::vector<QPushButton*> metricChips_;
    QTableWidget *entries_ = nullptr, *pairs_ = nullptr;
    std::set<QString> off_, on_; // chips that were touched
    std::unique_ptr<Contest> contest_;
    std::optional<CalibrationResult> calibration_; // of the answers whose probabilities are known, if there are any
    bool optionsKnown_ = false, stale_ = true;
    int generation_ = 0;
};

} // namespace caftan::ui
