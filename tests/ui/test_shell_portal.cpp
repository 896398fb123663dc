// Light and dark follow the desktop: a portal of the test's own on a bus of the test's own says which.
#include "ui/shell/theme.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusVariant>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace caftan::ui;

// What xdg-desktop-portal answers; a value is wrapped twice by its old method Read.
class Portal : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

  public:
    uint scheme = 1;

  public Q_SLOTS:
    QDBusVariant Read(const QString& space, const QString& key) {
        asked << space + QLatin1Char('/') + key;
        return QDBusVariant(QVariant::fromValue(QDBusVariant(scheme)));
    }

  public:
    QStringList asked;

  Q_SIGNALS:
    void SettingChanged(const QString& space, const QString& key, const QDBusVariant& value);
};

class ShellPortal : public QObject {
    Q_OBJECT

    QProcess bus_;
    Portal portal_;

  private Q_SLOTS:
    void initTestCase() {
        const QString daemon = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
        if (daemon.isEmpty())
            QSKIP("dbus-daemon is not installed: the desktop's choice of colours cannot be played.");
        bus_.start(daemon,
                   {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address")});
        QVERIFY(bus_.waitForReadyRead());
        const QString address = QString::fromUtf8(bus_.readLine()).trimmed();
        qputenv("DBUS_SESSION_BUS_ADDRESS", address.toUtf8());
        QDBusConnection other = QDBusConnection::connectToBus(address, QStringLiteral("portal"));
        QVERIFY(other.registerObject(QStringLiteral("/org/freedesktop/portal/desktop"), &portal_,
                                     QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
        QVERIFY(other.registerService(QStringLiteral("org.freedesktop.portal.Desktop")));
    }

    void cleanupTestCase() {
        QDBusConnection::disconnectFromBus(QStringLiteral("portal"));
        bus_.terminate();
        bus_.waitForFinished();
    }

    void followsTheDesktop() {
        Theme theme(*qApp, Theme::Mode::System);
        QVERIFY(!theme.isDark());
        QSignalSpy changed(&theme, &Theme::changed);
        theme.followDesktop();
        QTRY_VERIFY(theme.isDark());
        QCOMPARE(portal_.asked, QStringList{QStringLiteral("org.freedesktop.appearance/color-scheme")});
        QVERIFY(ThemeColors::of(qApp->palette()).dark);
        QCOMPARE(changed.size(), 1);
        Q_EMIT portal_.SettingChanged(QStringLiteral("org.freedesktop.appearance"), QStringLiteral("color-scheme"),
                                      QDBusVariant(2u));
        QTRY_VERIFY(!theme.isDark());
        Q_EMIT portal_.SettingChanged(QStringLiteral("org.freedesktop.appearance"), QStringLiteral("accent-color"),
                                      QDBusVariant(1u));
        Q_EMIT portal_.SettingChanged(QStringLiteral("org.freedesktop.appearance"), QStringLiteral("color-scheme"),
                                      QDBusVariant(1u));
        QTRY_VERIFY(theme.isDark());
        theme.setMode(Theme::Mode::Light); // the user's choice wins
        QVERIFY(!theme.isDark());
        theme.setMode(Theme::Mode::System);
        QVERIFY(theme.isDark());
    }
};

QTEST_MAIN(ShellPortal)
#include "test_shell_portal.moc"
