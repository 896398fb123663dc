// The questions of a band or selection, sorted by the metric. Which rows are shown is a range of a sorted list, found
// by look-ups while a cut moves; the model is never reset then. Texts are fetched in chunks when a view asks for them,
// and rows are handed to the view in portions (fetchMore). Thread: the window's.
#pragma once

#include "ui/models/exploration_rows.h"

#include <QAbstractTableModel>
#include <QTimer>
#include <optional>
#include <unordered_map>
#include <vector>

namespace caftan::ui {

class Exploration;
class ProjectService;

struct QuestionFilter {
    enum class Outcome { Any, Right, Wrong };
    int band = -1;        // -1: every band
    bool invalid = false; // the answers that name no option instead of a band
    Outcome outcome = Outcome::Any;
    std::optional<std::pair<double, double>> range; // (low, high] of the metric
    QString search;
    std::shared_ptr<const std::vector<int64_t>> only; // picked in a chart or list, ascending; nullptr: all
    QString onlyName;                                 // what they are: "both sure, one wrong"
};

class QuestionTableModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { Metric, Category, Text, Answered, Key, ColumnCount };
    enum Role { QuestionId = Qt::UserRole, IsRight };

    QuestionTableModel(ProjectService& service, Exploration& exploration, QObject* parent = nullptr);

    void setFilter(const QuestionFilter& filter);
    const QuestionFilter& filter() const { return filter_; }
    std::vector<int64_t> questions() const; // all that match, in the order shown
    int64_t matching() const;               // rows that pass the filter; rowCount() grows towards it
    int rowOf(int64_t question) const;      // -1: not among the rows handed out
    int64_t questionAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;
    void sort(int column, Qt::SortOrder order) override; // by the metric, whatever the column

  Q_SIGNALS:
    void matchingChanged();

  private:
    struct Summary {
        QString text, answered, key;
        bool loaded = false;
    };
    // Which rows are listed, taken over as a whole: a view may ask for the old ones until it is told.
    struct Listing {
        SharedRows rows;
        std::shared_ptr<const ThresholdIndex> index;
        std::shared_ptr<const std::vector<uint32_t>> filtered; // ascending by metric; none: the index's own order
        size_t first = 0, last = 0;                            // range of candidates()

        const std::vector<uint32_t>& candidates() const { return filtered ? *filtered : index->order(); }
        const ScoreColumns& columns() const;
    };
    // What is picked out of an index, and from where; values alone, so that the project's worker can do it.
    struct Picking {
        SharedRows rows;
        std::shared_ptr<const ThresholdIndex> index;
        QuestionFilter::Outcome outcome = QuestionFilter::Outcome::Any;
        bool invalid = false;
        std::shared_ptr<const std::vector<int64_t>> found; // ascending; nullptr: all
        std::shared_ptr<const std::vector<int64_t>> only;
        std::vector<uint32_t> picked() const;
    };
    void rebuild();
    void updateRange(); // the cuts moved
    void setRange(Listing& listing) const;
    void show(Listing listing);
    void search();
    void request(int64_t question) const;
    void fetchTexts();
    uint32_t rowAt(int row) const; // of the listing's columns

    ProjectService& service_;
    Exploration& exploration_;
    QuestionFilter filter_;
    bool descending_ = true, changing_ = false;
    std::optional<int64_t> scoring_;
    Listing listing_;
    std::shared_ptr<const std::vector<int64_t>> found_; // by the search; nullptr: none was made
    int shown_ = 0;
    int searchGeneration_ = 0, pickGeneration_ = 0;
    bool picking_ = false; // many rows, on the worker: the list shown is the last one's until then
    std::unordered_map<int64_t, Summary> summaries_;
    mutable std::vector<int64_t> wanted_;
    mutable QTimer fetchTimer_;
    QTimer searchTimer_;
};

} // namespace caftan::ui
