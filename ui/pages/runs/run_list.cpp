#include "ui/pages/runs/run_list.h"

#include "ui/pages/runs/run_delegate.h"
#include "ui/pages/runs/run_looks.h"
#include "ui/shell/widgets.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QMouseEvent>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

namespace caftan::ui {

namespace {

// What assistive technology reads of a row.
class SpokenRuns : public QSortFilterProxyModel {
  public:
    SpokenRuns(const RunListModel& model, QObject* parent) : QSortFilterProxyModel(parent), runs_(model) {}
    QVariant data(const QModelIndex& index, int role) const override {
        if (role != Qt::AccessibleTextRole)
            return QSortFilterProxyModel::data(index, role);
        const RunView* run = runs_.find(index.data(RunListModel::UidRole).toString().toStdString());
        return run ? QVariant(runSentence(*run)) : QVariant();
    }

  private:
    const RunListModel& runs_;
};

// A click on the box of a run overlays it and leaves the chosen one chosen.
class RunsView : public QListView {
  public:
    using QListView::QListView;

  protected:
    void mousePressEvent(QMouseEvent* event) override {
        pressed_ = event->button() == Qt::LeftButton ? boxAt(event->position().toPoint()) : QModelIndex();
        if (!pressed_.isValid())
            QListView::mousePressEvent(event);
    }
    void mouseReleaseEvent(QMouseEvent* event) override {
        const QPersistentModelIndex pressed = std::exchange(pressed_, QModelIndex());
        if (!pressed.isValid())
            return QListView::mouseReleaseEvent(event);
        if (boxAt(event->position().toPoint()) == pressed)
            model()->setData(pressed,
                             pressed.data(Qt::CheckStateRole).toInt() == Qt::Checked ? Qt::Unchecked : Qt::Checked,
                             Qt::CheckStateRole);
    }

  private:
    QModelIndex boxAt(QPoint position) const {
        const QModelIndex index = indexAt(position);
        const bool hit =
            index.isValid() && RunDelegate::boxOf(visualRect(index)).adjusted(-6, -6, 6, 6).contains(position);
        return hit ? index : QModelIndex();
    }
    QPersistentModelIndex pressed_;
};

} // namespace

RunList::RunList(RunListModel& model, QWidget* parent)
    : QFrame(parent), model_(model), proxy_(new SpokenRuns(model, this)), search_(new QLineEdit(this)),
      view_(new RunsView(this)), hint_(makeLabel({}, "label", this)) {
    setRole(this, "card");
    proxy_->setSourceModel(&model);
    proxy_->setFilterRole(RunListModel::SearchRole);
    proxy_->setFilterCaseSensitivity(Qt::CaseInsensitive);
    search_->setObjectName(QStringLiteral("runSearch"));
    search_->setPlaceholderText(tr("Search name, recipe, tag, state"));
    search_->setToolTip(tr("Shows only the runs that hold these words"));
    search_->setAccessibleName(tr("Search runs"));
    search_->setClearButtonEnabled(true);
    view_->setObjectName(QStringLiteral("runsList"));
    view_->setAccessibleName(tr("Runs"));
    view_->setToolTip(tr("Arrows choose a run, Space lays it over the others"));
    view_->setModel(proxy_);
    view_->setItemDelegate(new RunDelegate(model, this));
    view_->setMouseTracking(true);
    view_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view_->setUniformItemSizes(true);
    auto* create = makeButton(QStringLiteral("newRun"), tr("+ New"),
                              tr("Goes to Explore, where the bands are cut and a run is started"), this, "link");
    create->setAccessibleName(tr("New run"));
    auto* head = new QHBoxLayout;
    head->addWidget(makeLabel(tr("Runs"), "section", this), 1);
    head->addWidget(create);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    auto* inset = new QVBoxLayout;
    inset->setContentsMargins(8, 0, 4, 0);
    inset->setSpacing(8);
    inset->addLayout(head);
    inset->addWidget(search_);
    layout->addLayout(inset);
    layout->addWidget(view_, 1);
    layout->addWidget(hint_);
    connect(create, &QPushButton::clicked, this, &RunList::newWanted);
    connect(search_, &QLineEdit::textChanged, this, [this](const QString& words) {
        proxy_->setFilterFixedString(words);
        keepChosen();
    });
    connect(view_->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& current) {
        const std::string uid = current.data(RunListModel::UidRole).toString().toStdString();
        if (uid.empty() || uid == wanted_)
            return;
        wanted_ = uid;
        userChose_ = true;
        Q_EMIT chosenChanged();
    });
    connect(view_, &QListView::pressed, this, [this] { userChose_ = true; });
    connect(&model, &RunListModel::updated, this, &RunList::keepChosen);
    connect(&model, &RunListModel::checkedChanged, view_->viewport(), qOverload<>(&QWidget::update));
    keepChosen();
}

std::string RunList::chosen() const {
    return model_.find(wanted_) ? wanted_ : std::string();
}

void RunList::choose(const std::string& uid) {
    if (uid == wanted_)
        return;
    wanted_ = uid;
    userChose_ = true;
    keepChosen();
    Q_EMIT chosenChanged();
}

// The newest run is chosen until the user chooses one.
void RunList::keepChosen() {
    const std::string newest = model_.runs().empty() ? std::string() : model_.runs().front().uid;
    if (!model_.find(wanted_))
        userChose_ = false;
    const bool changed = !userChose_ && wanted_ != newest;
    if (changed)
        wanted_ = newest;
    const QModelIndex index = proxy_->mapFromSource(model_.index(std::max(0, model_.rowOf(wanted_))));
    if (index.isValid() && view_->currentIndex() != index)
        view_->setCurrentIndex(index);
    hint_->setText(tr("%1 of %2 runs").arg(proxy_->rowCount()).arg(model_.rowCount()));
    hint_->setVisible(proxy_->rowCount() != model_.rowCount());
    if (changed)
        Q_EMIT chosenChanged();
}

} // namespace caftan::ui
