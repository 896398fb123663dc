// One data set: where it came from, what was noticed while importing, its split and the seal of its test part.
// Thread: the window's.
#pragma once

#include "core/store/datasets.h"

#include <QFrame>
#include <QPointer>

class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace caftan::ui {

class CliCall;
class Library;
class Notice;
class ProjectService;

class DatasetCard : public QFrame {
    Q_OBJECT

  public:
    DatasetCard(ProjectService& service, Library& library, const QString& program, QWidget* parent = nullptr);
    void setDataset(std::optional<int64_t> dataset);
    void tell(const QString& message); // what was just done to the data set

  Q_SIGNALS:
    void tracesWanted();

  private:
    void buildSplit(QVBoxLayout* layout);
    void refresh();
    void showSplit(const Dataset& dataset);
    void runSplit(bool keep);
    void readLedger(const Dataset& dataset);

    ProjectService& service_;
    Library& library_;
    QString program_;
    std::optional<int64_t> dataset_;
    QLabel *ledger_, *name_, *source_, *mapping_, *warningsHead_, *warnings_, *splitText_;
    QWidget* splitForm_;
    QDoubleSpinBox *train_, *validation_, *test_;
    QSpinBox* seed_;
    QPushButton *split_, *keep_;
    Notice* notice_;
    QPointer<CliCall> call_;
};

} // namespace caftan::ui
