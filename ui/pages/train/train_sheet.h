// Train: what each band gets, how it is learnt, what that comes to, and the start. Lies over Explore. Thread: the
// window's.
#pragma once

#include "ui/shell/sheet.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace caftan::ui {

class BandRecipes;
class Exploration;
class JobLauncher;
class Library;
class RefusalBar;
class TrainAdvanced;
class TrainDraft;
class TrainFigures;
class TrainSettings;

class TrainSheet : public Sheet {
    Q_OBJECT

  public:
    struct Parts {
        TrainDraft& draft;
        Exploration& exploration;
        Library& library;
        JobLauncher& launcher;
    };
    TrainSheet(const Parts& parts, QWidget* over);
    void open();
    QString commandLine() const;

  Q_SIGNALS:
    void launched(qint64 job);
    void dataWanted();
    void experimentWanted(); // all recipes of the demo

  private:
    QWidget* makeHead();
    QPushButton* makeExperiment();
    QWidget* makeCommand();
    void fillModels();
    void refresh();
    void showRemarks();
    void copyCommand();
    void start();
    void cutAnew();

    Parts parts_;
    QComboBox *model_, *recipe_, *schedule_;
    QLabel *sentence_, *remarks_;
    BandRecipes* bands_;
    TrainAdvanced* advanced_;
    TrainSettings* settings_;
    TrainFigures* figures_;
    RefusalBar* refusal_;
    QLineEdit* command_ = nullptr;
    QPushButton *copy_ = nullptr, *start_, *experiment_ = nullptr;
    bool starting_ = false;
};

} // namespace caftan::ui
